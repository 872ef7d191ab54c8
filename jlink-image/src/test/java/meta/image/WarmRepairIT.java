package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import meta.image.cluster.Agent;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.Ping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the tests of {@link RepairIT}, but an agent makes the repairs. The CNI calls do not use the agent.
 *
 * <p>The test prints the time until all flows work again after each incident.
 */
@OnRealKernel
@Tag("install") // takes too long for every build
@TestInstance(Lifecycle.PER_CLASS)
class WarmRepairIT extends RepairIT {
    /** The most CHECK calls that wait for a repair. A repair on a busy machine takes fewer. */
    private static final int MOST_CHECKS = 600;

    private static final int MOST_PINGS = 60; // each takes a second
    private static final int MOST_INCIDENTS = 20;
    private static final int HARMLESS_INCIDENTS = 3; // after so many equal incidents, the agent still makes repairs

    private final List<Long> times = new ArrayList<>();
    private Agent agent;
    private URI metrics;

    @BeforeAll
    void anAgentOnTheNode() {
        agent = Agent.on(cluster().node().netns(), "--metrics", "0");
        metrics = URI.create(agent.said().replace("metrics at ", ""));
    }

    /** The agent counts repairs that were undone, and stops repairing a pod after too many. This ADD resets the count. */
    @BeforeEach
    void addAgain() {
        attachments().forEach(nic -> nic.last(Verb.ADD).run().result());
    }

    @AfterAll
    void closeTheAgent() {
        agent.close();
        Collections.sort(times);
        if (!times.isEmpty()) {
            System.out.println("flows worked again after (ms): median " + times.get(times.size() / 2) + ", longest "
                    + times.getLast() + ", of " + times.size());
        }
    }

    /**
     * The agent reports the cause of a repair. A repair that was already due before the incident reports an earlier cause; the test then
     * repeats the incident.
     */
    @ParameterizedTest
    @CsvSource({
        "NEIGHBORS_LOST_POD, pod: neighbor, pod",
        "ROUTES_LOST_POD, pod: route, pod",
        "ROUTES_LOST_NODE, node route, node_route",
        "HOST_END_DOWN_AND_UP_NODE, host end, host_end",
        "SECOND_ADDRESS_NODE, node address, node_address"
    })
    void theJournalAndTheMetricsNameTheCause(Incident incident, String cause, String kind) {
        long before = counted(kind);
        for (int times = 1; counted(kind) == before; times++) {
            assertThat(times).as("incidents without a repair of this cause").isLessThan(MOST_INCIDENTS);
            agent.saidUntilNow();
            allFlowsWorkAgain(incident);
            if (incident == Incident.SECOND_ADDRESS_NODE) {
                allFlowsWorkAgain(Incident.SECOND_ADDRESS_REMOVED_NODE);
            }
            if (times % HARMLESS_INCIDENTS == 0) {
                addAgain();
            }
        }
        assertThat(agent.saidUntilNow()).anyMatch(line -> line.contains(" repaired (" + cause));
    }

    private long counted(String kind) {
        String request = "exec 3<>/dev/tcp/" + metrics.getHost() + "/" + metrics.getPort()
                + " && printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3";
        String sample = "meta_plugins_repair_causes_total{cause=\"" + kind + "\"} ";
        return Command.of("bash", "-c", request)
                .in(cluster().node().netns())
                .run()
                .text()
                .lines()
                .filter(line -> line.startsWith(sample))
                .mapToLong(line -> Long.parseLong(line.substring(sample.length())))
                .findFirst()
                .orElse(0);
    }

    @Override
    void repaired() {
        long begin = System.nanoTime();
        attachments().forEach(this::awaitFlows);
        times.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        attachments().forEach(WarmRepairIT::awaitRepair);
    }

    private void awaitFlows(Attachment nic) {
        nic.addresses().forEach(address -> awaitAnswer(Ping.of(cluster().node().netns(), address)));
        for (String service : List.of("10.96.0.1", "fd00:96::1")) {
            awaitAnswer(Ping.of(nic.pod().netns(), service));
        }
    }

    private static void awaitAnswer(Ping ping) {
        int pings = 0;
        while (!ping.answersWithin(1)) {
            assertThat(++pings).as("pings without an answer").isLessThan(MOST_PINGS);
        }
    }

    private static void awaitRepair(Attachment nic) {
        int checks = 0;
        while (!nic.last(Verb.CHECK).run().output().succeeded()) {
            assertThat(++checks).as("CHECKs that fail").isLessThan(MOST_CHECKS);
        }
    }
}
