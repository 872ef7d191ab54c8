package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The installation, the rollback and the removal are killed at every system call that changes a file. After each kill, the plugin in the
 * folder of CNI plugins still answers, and the next run completes an installation or a removal.
 */
@Tag("install")
class KilledInstallerIT {
    private static final String OTHER = "#!/bin/sh\necho 'the plugin of another owner'\n";

    @TempDir
    Path folder;

    private Path node;
    private Path cni;
    private StubVersion first;
    private StubVersion second;

    @BeforeEach
    void aNodeWithPluginsOfAnotherOwner() throws IOException {
        Path base = folder.toRealPath();
        first = StubVersion.in(base.resolve("first"), "aaaa");
        second = StubVersion.in(base.resolve("second"), "bbbb");
        node = base.resolve("node");
        cni = Files.createDirectories(node.resolve("cni"));
        Files.writeString(cni.resolve("veth"), OTHER);
        Files.setPosixFilePermissions(cni.resolve("veth"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theNextRunCompletesAKilledInstallation() throws IOException {
        assertThat(killEverywhere(install(first), List.of("another owner", "aaaa")))
                .isGreaterThan(30);
    }

    @Test
    void theNextRunCompletesAKilledUpgrade() throws IOException {
        succeed(install(first));
        assertThat(killEverywhere(install(second), List.of("aaaa", "bbbb"))).isGreaterThan(30);
    }

    @Test
    void theNextRunCompletesAKilledUpgradeThatRemovesAnOldVersion() throws IOException {
        succeed(install(StubVersion.in(folder.toRealPath().resolve("oldest"), "0000")));
        succeed(install(first));
        assertThat(killEverywhere(install(second), List.of("aaaa", "bbbb"))).isGreaterThan(30);
    }

    @Test
    void theNextRunCompletesAKilledRemoval() throws IOException {
        succeed(install(first));
        succeed(install(second));
        assertThat(killEverywhere(List.of("uninstall"), List.of("another owner", "bbbb")))
                .isGreaterThan(10);
    }

    @Test
    void theNextRunCompletesAKilledRemovalWhilePodsExist() throws IOException {
        succeed(install(first));
        assertThat(killEverywhere(List.of("uninstall-with-pods"), List.of("aaaa", "supportedVersions")))
                .isGreaterThan(5);
    }

    /** After a rollback was killed, the next rollback either completes it or returns to the version before it. */
    @Test
    void aKilledRollbackLeavesAnIntactInstallation() throws IOException {
        succeed(install(first));
        succeed(install(second));
        int kills = killEverywhere(List.of("rollback"), point -> {
            assertAnswers(point, List.of("aaaa", "bbbb"));
            succeed(List.of("rollback"));
            assertAnswers(point + ", and repeated", List.of("aaaa", "bbbb"));
            succeed(install(first));
            assertAnswers(point + ", and installed", List.of("aaaa"));
        });
        assertThat(kills).isGreaterThan(5);
    }

    /**
     * Asserts that the run after each kill has the same result as a run that was not killed.
     *
     * @return the number of kills
     */
    private int killEverywhere(List<String> act, List<String> answers) throws IOException {
        Path before = keep();
        succeed(act);
        FileTree after = FileTree.of(node);
        FileTree.copy(before, node);
        return killEverywhere(act, point -> {
            assertAnswers(point, answers);
            assertThat(process(List.of(), act).status()).as(point).isZero();
            assertThat(FileTree.of(node)).as(point).isEqualTo(after);
        });
    }

    private interface Check {
        void after(String point) throws IOException;
    }

    /** {@return the number of kills} */
    private int killEverywhere(List<String> act, Check check) throws IOException {
        Path before = keep();
        int kills = KillPoints.killEverywhere(new KillPoints.Trial() {
            @Override
            public void prepare() {
                FileTree.copy(before, node);
            }

            @Override
            public Output run(List<String> strace) {
                return process(strace, act);
            }

            @Override
            public void check(String point) throws IOException {
                check.after(act.getFirst() + ", " + point);
            }
        });
        System.out.println(act.getFirst() + ": killed at " + kills + " system calls");
        return kills;
    }

    private Path keep() {
        Path before = node.resolveSibling("before");
        FileTree.copy(node, before);
        return before;
    }

    private void assertAnswers(String said, List<String> answers) {
        Output version = Command.of(cni.resolve("veth").toString())
                .with(Map.of("CNI_COMMAND", "VERSION"))
                .run();
        assertThat(version.status()).as("%s: %s", said, version).isZero();
        assertThat(answers).as(said).anyMatch(version.stdout()::contains);
    }

    private List<String> install(StubVersion version) {
        return List.of("install", version.folder().toString(), cni.toString());
    }

    private void succeed(List<String> act) {
        process(List.of(), act).text();
    }

    private Output process(List<String> before, List<String> act) {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djffi.boot.library.path=" + Image.home().resolve("lib"),
                "-cp",
                System.getProperty("java.class.path"),
                InstallerProcess.class.getName(),
                node.resolve("prefix").toString()));
        words.addAll(act);
        return Command.of(words).run();
    }
}
