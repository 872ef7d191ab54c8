package meta.image.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls use the AOT cache of the image. Without the cache, or with an invalid one, the answers are the same. */
class AotCacheIT {
    private static final Pattern INITIALIZING = Pattern.compile("Initializing '([^']+)'");
    private static final Pattern OF_THE_JVM = Pattern.compile("(java/lang|jdk/internal|sun)/");

    @TempDir
    Path folder;

    @Test
    void theAotCacheIsUsed() {
        Output answer = java(Image.home(), "-XX:AOTMode=on").run();

        assertThat(answer.stderr()).isEmpty();
        assertThat(answer.stdout())
                .isEqualTo(LauncherCalls.refused(Image.bin("veth")).run().stdout());
    }

    @Test
    void theAotCacheIsUsedInACopyOfTheImageToo() {
        Path copy = LauncherCalls.copy(Image.home(), folder.resolve("copy"));

        assertThat(java(copy, "-XX:AOTMode=on").run().stderr()).isEmpty();
    }

    @Test
    void almostAllClassesComeFromTheAotCache() throws IOException {
        Path log = folder.resolve("classes");
        java(Image.home(), "-Xlog:class+load=info:file=" + log).run();
        List<String> late = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            if (!line.contains("shared objects file")) {
                late.add(line);
            }
        }
        assertThat(late).hasSizeLessThan(20);
    }

    @Test
    void anEmptyStepFolderInitializesNoFurtherClass() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("steps.d"));

        Set<String> without = initialized(folder.resolve("nosuch"));
        Set<String> with = initialized(empty);

        assertThat(with).isEqualTo(without);
        assertThat(with)
                .contains("meta.launcher.jars.StepFolders")
                .doesNotContain("meta.launcher.jars.LoadedJars", "meta.core.plugin.Watchdog");
    }

    @Test
    void aCallInitializesNoBigDecimal() throws IOException {
        assertThat(initialized(folder.resolve("nosuch")))
                .contains("com.fasterxml.jackson.core.base.ParserMinimalBase")
                .doesNotContain("java.math.BigDecimal");
    }

    /** {@return the names of the classes that a call initializes, except classes that the JVM's own threads may initialize at any time} */
    private Set<String> initialized(Path steps) throws IOException {
        Path log = folder.resolve("initialized");
        Command call = java(Image.home(), "-Xlog:class+init=info:file=" + log);
        Map<String, String> environment = new HashMap<>(call.environment());
        environment.put("META_PLUGINS_STEPS", steps.toString());
        call.with(environment).run();
        Set<String> classes = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            Matcher initializing = INITIALIZING.matcher(line);
            if (initializing.find()
                    && !OF_THE_JVM.matcher(initializing.group(1)).lookingAt()) {
                classes.add(initializing.group(1).replace('/', '.'));
            }
        }
        return classes;
    }

    @Test
    void withoutTheAotCacheTheAnswerIsTheSame() throws IOException {
        Path copy = LauncherCalls.copy(Image.home(), folder.resolve("copy"));
        Files.delete(copy.resolve("lib/meta/calls.aot"));

        Output answer = LauncherCalls.refused(copy.resolve("bin/veth")).run();

        assertThat(answer.stdout())
                .isEqualTo(LauncherCalls.refused(Image.bin("veth")).run().stdout());
        assertThat(answer.stderr()).isEmpty();
    }

    @Test
    void aDamagedAotCacheChangesNoAnswer() throws IOException {
        Path copy = LauncherCalls.copy(Image.home(), folder.resolve("copy"));
        Files.writeString(copy.resolve("lib/meta/calls.aot"), "damaged");

        assertThat(LauncherCalls.refused(copy.resolve("bin/veth")).run().stdout())
                .isEqualTo(LauncherCalls.refused(Image.bin("veth")).run().stdout());
    }

    /** {@return the command by which the script starts the JVM, with one more option} */
    private static Command java(Path image, String option) {
        return LauncherCalls.refused(List.of(
                "env",
                "LC_ALL=C.UTF-8",
                image + "/bin/java",
                "@" + image + "/lib/meta/jvm.options",
                "-XX:AOTCache=" + image + "/lib/meta/calls.aot",
                option,
                "-Djffi.boot.library.path=" + image + "/lib",
                "-m",
                "meta.launcher/meta.launcher.Main",
                "veth"));
    }
}
