package meta.image.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Environment variables and files that configure other programs, such as a JVM, do not change the answers of plugins. */
class EnvironmentIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "JAVA_TOOL_OPTIONS, -XX:+UseG1GC",
        "JAVA_TOOL_OPTIONS, -XX:NoSuchOption",
        "JDK_JAVA_OPTIONS, -XX:+UseG1GC --bad",
        "_JAVA_OPTIONS, -Xint -Xlog:all=info",
        "JDK_AOT_VM_OPTIONS, -XX:NoSuchOption",
        "_JAVA_LAUNCHER_DEBUG, 1",
        "CLASSPATH, /nowhere",
        "JAVA_HOME, /nowhere",
        "LD_LIBRARY_PATH, /nowhere/lib/server",
        "LC_ALL, de_DE.UTF-8",
        "LOG4J_PROVIDER, org.apache.logging.log4j.simple.SimpleProvider",
        "LOG4J_CONFIGURATION_FILE, /nowhere.xml"
    })
    void aVariableOfTheCallerIsIgnored(String name, String value) {
        Output expected = LauncherCalls.refused(Image.bin("veth")).run();
        Output answer = LauncherCalls.refused(
                        List.of("env", name + "=" + value, Image.bin("veth").toString()))
                .run();

        assertThat(answer.stdout()).isEqualTo(expected.stdout()).contains("\"code\":7");
        assertThat(answer.stderr()).isEmpty();
    }

    @Test
    void anEmptyEnvironmentIsReportedAsACniError() {
        Output answer = Command.of("env", "-i", Image.bin("veth").toString()).run();

        assertThat(answer.status()).isOne();
        assertThat(answer.stdout()).contains("\"code\":4").contains("CNI_COMMAND");
        assertThat(answer.stderr()).isEmpty();
    }

    @Test
    void filesOfTheCurrentFolderAreNotRead() throws IOException {
        Files.writeString(folder.resolve(".hotspotrc"), "+UseG1GC\n");
        Files.writeString(folder.resolve(".hotspot_compiler"), "quiet\nprint *.*\n");
        Files.writeString(folder.resolve("log4j2.component.properties"), "log4j.provider=nowhere.Provider\n");
        Files.writeString(folder.resolve("log4j2.StatusLogger.properties"), "log4j2.debug=true\n");
        Files.writeString(folder.resolve("log4j2.xml"), "<invalid>");

        Output answer = LauncherCalls.refused(List.of("sh", "-c", "cd " + folder + " && exec " + Image.bin("veth")))
                .run();

        assertThat(answer.stdout())
                .isEqualTo(LauncherCalls.refused(Image.bin("veth")).run().stdout());
        assertThat(answer.stderr()).doesNotContain("log4j").doesNotContain("at java");
    }

    @Test
    void namesOutsideAsciiAreUnderstoodInEveryLocale() throws IOException {
        Path log = folder.resolve("pr\u00f6tokoll.log");
        String config = LauncherCalls.CONFIG.replace("\"log_level\": \"off\"", "\"log_file\": \"" + log + "\"");
        for (String locale : List.of("C", "POSIX", "C.UTF-8")) {
            Output answer = Command.of(
                            "env", "LC_ALL=" + locale, Image.bin("veth").toString())
                    .with(LauncherCalls.REFUSED)
                    .reading(config)
                    .run();
            assertThat(answer.stderr()).as(locale).isEmpty();
            assertThat(Files.deleteIfExists(log)).as(locale).isTrue();
        }
    }

    @Test
    void theScriptsNameNoFolderOfTheBuild() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String name :
                List.of("bin/veth", "bin/router", "bin/metactl", "lib/meta/jvm.options", "lib/meta/version.json")) {
            texts.add(Files.readString(Image.home().resolve(name)));
        }
        assertThat(texts)
                .noneMatch(text -> text.contains(Image.home().getParent().toString()));
    }

    @Test
    void theVariablesOfTheCallArriveUnchanged() {
        Output answer = LauncherCalls.refused(Image.bin("veth"))
                .with(Map.of("CNI_COMMAND", "ADD", "CNI_CONTAINERID", "-bad id", "CNI_IFNAME", "eth 0"))
                .run();

        assertThat(answer.stdout())
                .contains("\"code\":4")
                .contains("-bad id")
                .contains("eth 0")
                .contains("CNI_NETNS");
    }
}
