package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import meta.image.cluster.Cluster;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniError;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * If a third-party step fails, or a step that another step needs is turned off, the call reports an error and undoes its changes. {@link
 * BrokenJarKindsIT} tests many more kinds of failures.
 */
@OnRealKernel
class ThirdPartyStepFailureIT {
    private static final int STEP_FAILED = 100;

    @TempDir
    Path folder;

    @InjectTopology
    private Cluster cluster;

    @Test
    void aChangeThatTheKernelRefusesRollsBackAllTheOthers() {
        StepJar.withStep(
                        "return Plan.ensure(link.withTxqueuelen(2001)).then(Plan.ensure("
                                + "Route.to(Prefix.parse(\"203.0.113.0/24\"), Netns.POD, nic).via(IpAddress.parse(\"198.51.100.1\"))));")
                .at(folder.resolve("acme.jar"));
        Attachment eth0 = new StepFolder(cluster, folder).attachment("{}");

        CniError error = refused(eth0);

        assertThat(error.msg()).isEqualTo("a step failed");
        assertThat(error.details())
                .startsWith("acmeStep: ")
                .contains("ip -n " + eth0.pod().netns().name() + " route add 203.0.113.0/24 via 198.51.100.1 dev eth0")
                .contains("ENETUNREACH: Nexthop has invalid gateway (of " + folder.resolve("acme.jar") + "); ")
                .endsWith("changes undone");
        assertThat(StepFolder.queue(eth0)).doesNotContain("qlen");
    }

    @Test
    void theErrorNamesAStepThatIsNeededAndTurnedOff() {
        assertThat(refused(new StepFolder(cluster, folder).attachment("{'setupVeth': {'enabled': false}}"))
                        .details())
                .isEqualTo("setupNeighborhood: the pod has no veth0 that leads to the node;"
                        + " setupNeighborhood needs setupVeth, which is turned off");
        assertThat(refused(new StepFolder(cluster, folder)
                                .attachment(
                                        "{'setupVeth': {'enabled': false}, 'setupNeighborhood': {'enabled': false}}"))
                        .details())
                .endsWith("setupRoutes needs setupVeth, which is turned off");
    }

    private CniError refused(Attachment eth0) {
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        CniError error = eth0.last(Verb.ADD).run().error(STEP_FAILED);
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        return error;
    }
}
