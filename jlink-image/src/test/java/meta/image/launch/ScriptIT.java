package meta.image.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that start plugins work in any folder, by links of any name, and in any POSIX shell. */
class ScriptIT {
    @TempDir
    Path folder;

    /** Deletes the links that lead out of the temporary folder, because JUnit prints warnings about such links. */
    @AfterEach
    void deleteLinks() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"veth", "router", "metactl"})
    void aScriptIsShort(String name) throws IOException {
        assertThat(Files.readAllLines(Image.bin(name))).hasSizeLessThanOrEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash --posix"})
    void anyPosixShellRunsTheScriptOfAPlugin(String shell) {
        for (Command call :
                List.of(LauncherCalls.version(Image.bin("veth")), LauncherCalls.refused(Image.bin("veth")))) {
            Output direct = call.run();
            Output inShell = Command.of(
                            "sh",
                            "-c",
                            "exec " + shell + " \"$0\"",
                            Image.bin("veth").toString())
                    .with(call.environment())
                    .reading(call.stdin())
                    .run();
            assertThat(inShell.stdout()).isEqualTo(direct.stdout()).isNotEmpty();
            assertThat(inShell.stderr()).isEmpty();
            assertThat(inShell.status()).isEqualTo(direct.status());
        }
    }

    @Test
    void aScriptIsReadCompletelyBeforeItRuns() throws IOException {
        List<String> lines = Files.readAllLines(Image.bin("veth"));

        assertThat(lines.getLast()).isEqualTo("main \"$@\"");
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.matches("#.*|main\\(\\) \\{|  .*|}|"));
        assertThat(Files.size(Image.bin("veth")))
                .as("size of the first read of a shell")
                .isLessThan(4096);
    }

    @Test
    void aLinkWorksFromAnotherFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("veth"), Image.bin("veth"));

        answersLikeTheImage(link);
    }

    @Test
    void aLinkToARelativeLinkWorks() throws IOException {
        Files.createSymbolicLink(folder.resolve("image"), Image.home());
        Files.createDirectory(folder.resolve("opt"));
        Files.createSymbolicLink(folder.resolve("opt/veth"), Path.of("../image/bin/veth"));
        Path link = Files.createSymbolicLink(folder.resolve("veth"), Path.of("opt/veth"));

        answersLikeTheImage(link);
    }

    @Test
    void aLinkRunsThePluginTypeWithItsName() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("nosuch"), Image.bin("veth"));
        Output answer = LauncherCalls.refused(link).run();

        assertThat(answer.status()).isOne();
        assertThat(answer.stdout())
                .contains("\"code\":7")
                .contains("unknown plugin type")
                .contains("nosuch");
    }

    @Test
    void aTypeThatTheImageLacksIsAnError() throws IOException {
        Path link = Files.createSymbolicLink(
                folder.resolve("nonesuch"), Image.bin("veth").toAbsolutePath());

        Output answer = LauncherCalls.refused(link).run();

        assertThat(answer.status()).isOne();
        assertThat(answer.stdout())
                .contains("\"code\":7")
                .contains("unknown plugin type")
                .contains("\\\"veth\\\"", "\\\"router\\\"");
    }

    @Test
    void aCopyInAFolderWithBlanksWorks() {
        Path copy = LauncherCalls.copy(Image.home(), folder.resolve("a copy of it"));

        answersLikeTheImage(copy.resolve("bin/veth"));
    }

    @Test
    void theCurrentFolderOfTheCallerDoesNotMatter() {
        Path image = LauncherCalls.copy(Image.home(), folder.resolve("image"));
        String expected = LauncherCalls.refused(Image.bin("veth")).run().stdout();

        for (String call : List.of(
                "cd / && exec ." + image + "/bin/veth",
                "cd " + image + " && exec bin/veth",
                "cd " + image + "/bin && exec ./veth",
                "cd " + image + "/bin && exec sh veth",
                "cd /usr && PATH=" + image + "/bin:$PATH && exec veth")) {
            Output answer = LauncherCalls.refused(List.of("sh", "-c", call)).run();
            assertThat(answer.stdout()).as(call).isEqualTo(expected);
            assertThat(answer.stderr()).as(call).isEmpty();
        }
    }

    @Test
    void versionNeedsNoJvm() throws IOException {
        Path image = LauncherCalls.copy(Image.home(), folder.resolve("image"));
        Files.delete(image.resolve("bin/java"));
        Output answer = LauncherCalls.version(image.resolve("bin/veth")).run();

        assertThat(answer.text()).startsWith("{\"cniVersion\":\"1.1.0\",\"supportedVersions\":[");
        assertThat(answer.stderr()).isEmpty();
    }

    @Test
    void versionIsTheAnswerOfTheJvm() throws IOException {
        Path image = LauncherCalls.copy(Image.home(), folder.resolve("image"));
        String fromFile = LauncherCalls.version(image.resolve("bin/veth")).run().text();
        Files.delete(image.resolve("lib/meta/version.json"));

        assertThat(LauncherCalls.version(image.resolve("bin/veth")).run().text())
                .isEqualTo(fromFile);
    }

    @Test
    void metactlNeedsNoEnvironmentAndIgnoresCniCommand() {
        Output version = Command.of("env", "-i", Image.bin("metactl").toString(), "--version")
                .run();
        Output help = Command.of(Image.bin("metactl").toString(), "help")
                .with(Map.of("CNI_COMMAND", "VERSION"))
                .run();

        assertThat(version.text()).isNotBlank();
        assertThat(help.text()).contains("plan");
    }

    private static void answersLikeTheImage(Path script) {
        assertThat(LauncherCalls.version(script).run().text())
                .isEqualTo(LauncherCalls.version(Image.bin("veth")).run().text());
        Output answer = LauncherCalls.refused(script).run();
        assertThat(answer.stdout())
                .isEqualTo(LauncherCalls.refused(Image.bin("veth")).run().stdout())
                .contains("\"code\":7");
        assertThat(answer.stderr()).isEmpty();
    }
}
