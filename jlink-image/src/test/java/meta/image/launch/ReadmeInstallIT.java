package meta.image.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meta.image.cluster.Image;
import meta.image.steps.Author;
import meta.image.topology.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in README.md install and uninstall the plugins. In the commands, the test replaces /opt/cni/bin by a temporary folder. */
class ReadmeInstallIT {
    @TempDir
    Path folder;

    private Path bin;
    private int installs;

    @BeforeEach
    void aBinFolderWithAnotherPlugin() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        Files.writeString(bin.resolve("macvlan"), "another plugin");
    }

    @Test
    void anImageIsInstalledBesideThePreviousOneAndTheLinksLeadToTheNewOne() throws IOException {
        Path first = installed();
        answers();
        Path second = installed();
        answers();

        assertThat(second).isNotEqualTo(first);
        assertThat(first.resolve("bin/java"))
                .as("the previous image, for calls that still run")
                .isExecutable();
        assertThat(entries())
                .containsExactlyInAnyOrder(
                        "macvlan",
                        "meta-plugins",
                        first.getFileName().toString(),
                        second.getFileName().toString(),
                        "router",
                        "veth");
        assertThat(second.toFile().list())
                .containsExactlyInAnyOrder(Image.home().toFile().list());
    }

    @Test
    void theLinksLeadOnlyIntoTheBinFolder() throws IOException {
        installed();
        Path elsewhere = Files.move(bin, folder.resolve("mounted-elsewhere"));
        for (String type : List.of("veth", "router")) {
            assertThat(elsewhere.resolve(type).toRealPath()).startsWith(elsewhere.toRealPath());
            assertThat(LauncherCalls.version(elsewhere.resolve(type)).run().text())
                    .contains("supportedVersions");
        }
    }

    @Test
    void theBinaryOfTheGoPluginIsReplaced() throws IOException {
        Files.writeString(bin.resolve("veth"), "the Go plugin");
        installed();
        answers();
    }

    @Test
    void afterUninstallOnlyOtherPluginsAreLeft() throws IOException {
        installed();
        installed();
        run("uninstall");

        assertThat(entries()).containsExactly("macvlan");
    }

    private void answers() {
        for (String type : List.of("veth", "router")) {
            assertThat(LauncherCalls.version(bin.resolve(type)).run().text())
                    .isEqualTo(LauncherCalls.version(Image.bin("veth")).run().text());
            assertThat(LauncherCalls.refused(bin.resolve(type)).run().stdout()).contains("\"code\":7");
        }
        assertThat(LauncherCalls.refused(bin.resolve("veth")).run().stderr()).isEmpty();
    }

    /** {@return the folder of the installed image, to which the links in the folder of CNI plugins lead} */
    private Path installed() throws IOException {
        installs++;
        run("install");
        return bin.resolve(Files.readSymbolicLink(bin.resolve("meta-plugins")));
    }

    private void run(String section) throws IOException {
        String commands = section(section).replace("/opt/cni/bin", bin.toString());
        Command.of("sh", "-euc", "cd '" + Author.repository() + "'\n" + commands)
                .with(Map.of("PATH", clock() + ":" + System.getenv("PATH")))
                .run()
                .text();
    }

    /**
     * {@return a folder with a program {@code date} that prints a different second for each installation} The commands of the README use
     * the time in the name of a folder.
     */
    private Path clock() throws IOException {
        Path date = Files.createDirectories(folder.resolve("clock")).resolve("date");
        Files.writeString(date, "#!/bin/sh\necho 20261128-0400%02d\n".formatted(installs));
        assertThat(date.toFile().setExecutable(true)).isTrue();
        return date.getParent();
    }

    private static String section(String name) throws IOException {
        String readme = Files.readString(Author.repository().resolve("README.md"));
        Matcher block = Pattern.compile("<!-- " + name + " -->\n\n```sh\n(.*?)```\n", Pattern.DOTALL)
                .matcher(readme);
        assertThat(block.find()).as("section %s of the README", name).isTrue();
        return block.group(1);
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(bin)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
