package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ADD applies the effects that third-party steps plan, CHECK reports missing effects, and DEL and GC undo the effects. */
@OnRealKernel
class EffectIT {
    private static final int STEP_FAILED = 100;
    private static final int NOT_AS_PLANNED = 102;

    @TempDir
    Path steps;

    @TempDir
    Path files;

    @InjectTopology
    private Cluster cluster;

    private EffectJar jar;
    private Attachment eth0;
    private PodAndNodeState before;

    @BeforeEach
    void aPodAndAStepWithTwoEffects() {
        jar = EffectJar.in(files, steps.resolve("acme.jar"), "one", "two");
        eth0 = new StepFolder(cluster, steps).attachment("{}");
        eth0.addMain();
        before = PodAndNodeState.of(cluster, eth0.pod());
    }

    @Test
    void anEffectIsAppliedByAddReportedByCheckAndUndoneByDel() throws IOException {
        assertThat(new DryRun(cluster, eth0, steps).text())
                .contains("# then applied, unless it is in force: effect file: write one")
                .contains("# then applied, unless it is in force: effect file: write two");
        assertThat(jar.calls()).isEmpty();

        eth0.addLast();
        String netns = eth0.pod().netns().path().toString();
        assertThat(jar.calls()).containsExactly("apply one " + netns, "apply two " + netns);
        eth0.checkLast();
        eth0.addLast();
        assertThat(jar.calls()).hasSize(2);

        Files.delete(files.resolve("one-" + id()));
        assertThat(eth0.last(Verb.CHECK).run().error(NOT_AS_PLANNED).details())
                .isEqualTo("acmeStep: is not in force: effect file: write one");
        eth0.addLast();
        assertThat(isInForce("one")).isTrue();
        eth0.checkLast();

        eth0.delLast();
        assertThat(jar.calls()).endsWith("undo two", "undo one");
        isGone();
    }

    @Test
    void anEffectThatIsNoLongerPlannedIsUndoneByTheNextAdd() throws IOException {
        eth0.addLast();
        jar = EffectJar.in(files, steps.resolve("acme.jar"), "two");

        assertThat(eth0.last(Verb.CHECK).run().error(NOT_AS_PLANNED).details())
                .isEqualTo("acmeStep: should be undone: effect file: write one");
        eth0.addLast();
        assertThat(isInForce("one")).isFalse();
        assertThat(isInForce("two")).isTrue();
        eth0.checkLast();
        eth0.delLast();
        isGone();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fail | threw java.io.IOException: no two at
            hang | did not return within 2000 ms
            """)
    void afterAFailedEffectTheAddUndoesAllEffectsAndChanges(String way, String reason) throws IOException {
        jar.tell(way, "two");

        assertThat(eth0.last(Verb.ADD)
                        .configured("step_time_limit", "\"2s\"")
                        .run()
                        .error(STEP_FAILED)
                        .details())
                .startsWith("acmeStep: effect file: write two: " + reason)
                .contains("(of " + steps.resolve("acme.jar") + "); 2 of 2 effects undone; ")
                .endsWith(" changes undone");
        assertThat(jar.calls()).endsWith("undo two", "undo one");
        isGone();
        eth0.delLast();
    }

    @Test
    void anEffectThatCannotBeUndoneStaysInTheRecordAndALaterDelUndoesIt() throws IOException {
        eth0.addLast();
        jar.tell("keep", "one");
        eth0.delLast();
        assertThat(isInForce("one")).isTrue();
        assertThat(isInForce("two")).isFalse();
        assertThat(before.sinceThen().onNode().lines()).isEmpty();
        assertThat(hasRecord()).isTrue();

        jar.forget("keep", "one");
        eth0.delLast();
        isGone();
    }

    @Test
    void anEffectWhoseJarIsMissingIsUndoneByADelAfterTheJarIsBack() throws IOException {
        eth0.addLast();
        Files.delete(steps.resolve("acme.jar"));
        eth0.delLast();
        assertThat(isInForce("one")).isTrue();
        assertThat(before.sinceThen().onNode().lines()).isEmpty();

        jar = EffectJar.in(files, steps.resolve("acme.jar"), "two");
        eth0.delLast();
        isGone();
    }

    @Test
    void gcUndoesAnEffectThatDelCouldNotUndo() throws IOException {
        eth0.addLast();
        jar.tell("keep", "two");
        eth0.delLast();
        gc();
        assertThat(isInForce("two")).isTrue();
        assertThat(hasRecord()).isTrue();

        jar.forget("keep", "two");
        gc();
        isGone();
    }

    private void gc() {
        eth0.last(Verb.GC)
                .configured("cniVersion", "\"1.1.0\"")
                .configured("cni.dev/valid-attachments", "[]")
                .run()
                .isQuietSuccess();
    }

    @Test
    void aRepairAppliesAnEffectThatIsNotInForce() throws IOException {
        eth0.addLast();
        Files.delete(files.resolve("two-" + id()));

        String repaired = Command.of(Image.bin("metactl").toString(), "repair", "--all")
                .in(cluster.node().netns())
                .run()
                .text();
        assertThat(repaired).contains("acmeStep: is not in force: effect file: write two");
        assertThat(isInForce("two")).isTrue();
        eth0.checkLast();
        eth0.delLast();
        isGone();
    }

    @Test
    void anEffectWithoutHandlerFailsBeforeAnythingIsChanged() throws IOException {
        jar = EffectJar.of("webhook", files, steps.resolve("acme.jar"), "one");

        assertThat(eth0.last(Verb.ADD).run().error(STEP_FAILED).details())
                .isEqualTo("acmeStep: plans an effect of kind \"webhook\", for which it declares no handler (of "
                        + steps.resolve("acme.jar") + ")");
        isGone();
        eth0.delLast();
    }

    private void isGone() throws IOException {
        assertThat(isInForce("one")).isFalse();
        assertThat(isInForce("two")).isFalse();
        assertThat(before.sinceThen().onNode().lines()).isEmpty();
        assertThat(hasRecord()).isFalse();
    }

    private boolean hasRecord() throws IOException {
        Path folder = Path.of(System.getenv("META_PLUGINS_ATTACHMENTS"));
        try (Stream<Path> records = Files.list(folder)) {
            return records.anyMatch(record -> record.toString().contains(id()));
        }
    }

    private boolean isInForce(String name) {
        return jar.isInForce(name, id());
    }

    private String id() {
        return eth0.pod().containerId();
    }
}
