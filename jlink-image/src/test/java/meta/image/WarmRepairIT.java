package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import meta.image.cluster.Agent;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.Ping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * {@link RepairIT}, with an agent on the node that repairs the pods by itself. Their calls are cold.
 *
 * <p>After each incident, the test prints the time until the node reached all pods again, and the pods a Service. No result depends on this time.
 */
@OnRealKernel
@Tag("install") // longer than the tests of each build may take
@TestInstance(Lifecycle.PER_CLASS)
class WarmRepairIT extends RepairIT {
    /** A repair that never comes fails the test; one on a busy machine does not. */
    private static final int MOST_CHECKS = 3000;

    private final List<Long> times = new ArrayList<>();
    private Agent agent;

    @BeforeAll
    void anAgentOnTheNode() {
        agent = Agent.on(cluster().node().netns());
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
            assertThat(++pings).as("pings without an answer").isLessThan(MOST_CHECKS);
        }
    }

    private static void awaitRepair(Attachment nic) {
        int checks = 0;
        while (!nic.last(Verb.CHECK).run().output().succeeded()) {
            assertThat(++checks).as("CHECKs that fail").isLessThan(MOST_CHECKS);
        }
    }
}
