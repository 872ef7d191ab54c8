package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import meta.image.cluster.Cluster;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * If a third-party step plans that a host must answer a probe, ADD waits for the answer. If no host answers, ADD fails before it changes
 * anything. If the step plans only a warning for this case, ADD succeeds.
 */
@OnRealKernel
class ExpectedAnswerIT {
    private static final int TRY_AGAIN = 11;

    @TempDir
    Path folder;

    @InjectTopology
    private Cluster cluster;

    @Test
    void theAddGoesOnIfAHostAnswers() {
        Attachment other = attachment();
        other.addMain();
        Attachment eth0 = attachment();
        eth0.addMain();
        String plan = "Plan.NOTHING";
        for (String address : other.addresses()) {
            plan += ".then(" + expected(address, "expectAnswer") + ")";
        }
        StepJar.withStep("return " + plan + ";").at(folder.resolve("acme.jar"));

        assertThat(new DryRun(cluster, eth0, folder).text())
                .contains("# first, must be answered: pod  arping -f -c 3 -I eth0 "
                        + other.addresses().getFirst());
        eth0.addLast();
        eth0.checkLast();
        eth0.delLast();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::9"})
    void ifNoHostAnswersTheAddFailsBeforeAnythingIsChangedUnlessTheStepPlansOnlyAWarning(String address) {
        Attachment eth0 = attachment();
        eth0.addMain();
        StepJar.withStep("return " + expected(address, "expectAnswer") + ";").at(folder.resolve("acme.jar"));
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        assertThat(eth0.last(Verb.ADD).run().error(TRY_AGAIN).details())
                .startsWith("acmeStep: ip netns exec ")
                .endsWith(": no host answers for " + address + "; nothing was changed");
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);

        StepJar.withStep("return " + expected(address, "expectAnswerOrWarn") + ";")
                .at(folder.resolve("acme.jar"));
        eth0.addLast();
        eth0.checkLast();
        eth0.delLast();
    }

    private static String expected(String address, String method) {
        return "Plan." + method + "(Claim.of(Netns.POD, nic, IpAddress.parse(\"" + address
                + "\")), 3, java.time.Duration.ofMillis(300))";
    }

    private Attachment attachment() {
        return new StepFolder(cluster, folder).attachment("{}");
    }
}
