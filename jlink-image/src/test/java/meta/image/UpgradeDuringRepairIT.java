package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.install.TwoVersions;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If an upgrade happens while an agent repairs pods, the agent of the new version completes the repairs. */
@OnRealKernel
@Tag("install") // copies the image for each test
@Timeout(600) // ends a test that waits for a repair in vain
class UpgradeDuringRepairIT {
    private static final int PODS = 3;

    @TempDir
    Path folder;

    @InjectTopology
    private Cluster cluster;

    private TwoVersions versions;
    private final List<Attachment> nics = new ArrayList<>();
    private final List<Process> agents = new ArrayList<>();

    @BeforeEach
    void podsOfANode() throws IOException {
        versions = TwoVersions.in(folder);
        for (int i = 0; i < PODS; i++) {
            nics.add(cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL)
                    .add(cluster.topology().pod(), "eth0"));
        }
    }

    @AfterEach
    void end() {
        agents.forEach(Process::destroyForcibly);
        nics.forEach(Attachment::del);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PODS})
    void theAgentOfTheNextVersionCompletesTheRepairs(int repairsBefore) throws Exception {
        List<PodAndNodeState> connected =
                nics.stream().map(nic -> PodAndNodeState.of(cluster, nic.pod())).toList();
        BufferedReader said = listening();
        nics.forEach(this::damage);
        for (int i = 0; i < repairsBefore; i++) {
            awaitLine(said, " repaired (");
        }

        versions.switchTo(TwoVersions.SECOND);

        Process first = agents.getFirst();
        assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(first.exitValue()).isZero();
        damage(nics.getLast());
        listening();
        nics.forEach(UpgradeDuringRepairIT::awaitRepair);
        for (PodAndNodeState moment : connected) {
            assertThat(moment.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        }
    }

    private BufferedReader listening() throws IOException {
        String socket = folder.resolve("agent.sock").toString();
        Process agent = Command.of(versions.metactl(), "agent", "run", "--socket", socket)
                .in(cluster.node().netns())
                .start();
        agents.add(agent);
        BufferedReader said = agent.errorReader();
        awaitLine(said, "listening at ");
        return said;
    }

    private static void awaitLine(BufferedReader said, String part) throws IOException {
        String line = said.readLine();
        while (!String.valueOf(line).contains(part)) {
            assertThat(line).as("a line with \"%s\"", part).isNotNull();
            line = said.readLine();
        }
    }

    private void damage(Attachment nic) {
        Namespace pod = nic.pod().netns();
        for (String family : List.of("-4", "-6")) {
            pod.ip(family + " route flush proto 109");
            pod.ip(family + " neigh flush nud permanent");
        }
        for (String address : nic.addresses()) {
            cluster.node().netns().ip("route flush " + address);
        }
    }

    private static void awaitRepair(Attachment nic) {
        while (!nic.last(Verb.CHECK).run().output().succeeded()) {
            Thread.onSpinWait();
        }
    }
}
