package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import meta.image.cluster.Cluster;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code of a third party that does not end or ends the process, in calls that do not need it. */
@OnRealKernel
class BrokenCodeIT {
    private static final int BAD_CONFIGURATION = 7;
    private static final String GOOD = "return Plan.ensure(link.withTxqueuelen(2001));";

    @TempDir
    Path folder;

    @Injected
    private Cluster cluster;

    @Test
    void aJarWhoseClassNeverInitializesFailsOnlyCallsThatNameItsStepAndIsNotTriedAgainAtOnce() {
        StepJar.declaring(
                        "stuck",
                        "return List.of(acme); } static { while (Math.abs(1) == 1) Thread.onSpinWait(); } void unused() {")
                .at(folder.resolve("stuck.jar"));
        StepJar.withStep(GOOD).at(folder.resolve("zgood.jar"));
        Attachment eth0 = new StepFolder(cluster, folder).attachment("{}");

        eth0.add();
        assertThat(StepFolder.queue(eth0)).contains("qlen 2001");
        eth0.check();

        assertThat(eth0.last(Verb.ADD)
                        .configured("steps", "{\"stuck\": {}}")
                        .run()
                        .error(BAD_CONFIGURATION)
                        .details())
                .contains("stuck.jar: did not return within 10000 ms; it is at stuck.jar//acme.AcmeStep.<clinit>")
                .contains("the next attempt is in ");
        eth0.del();
    }

    @Test
    void aDelEndsAlthoughAStepEndsTheProcessOrDoesNotReturn() {
        for (String fault : new String[] {"System.exit(0); return null;", "for (;;) Thread.onSpinWait();"}) {
            StepJar.withStep(GOOD + " } @Override public List<Question> questions(StepContext c) {"
                            + " if (c.addressing().pod().isEmpty()) { " + fault + " } return List.of();")
                    .at(folder.resolve("acme.jar"));
            Attachment eth0 = new StepFolder(cluster, folder).attachment("{}");
            eth0.add();
            assertThat(eth0.pod().netns().ip("link show")).contains("veth0");

            eth0.last(Verb.DEL).run().isQuietSuccess();

            assertThat(eth0.pod().netns().ip("link show")).doesNotContain("veth0");
        }
    }
}
