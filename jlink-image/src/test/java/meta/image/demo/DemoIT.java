package meta.image.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("kernel")
class DemoIT {
    /** The demo's topology keeps its files here, in a folder that is called as its namespaces are. */
    @TempDir
    private Path files;

    @Test
    void endsWellAndWritesNoEscapeSequencesIntoAFile() {
        Output output = demo().run();
        assertThat(output.text())
                .contains("pod  → Service  fd00:96::1     is silent", "pod  → Service  fd00:96::1     answers")
                .doesNotContain("\033");
        assertThat(files).isEmptyDirectory();
    }

    @Test
    void takesEverythingAwayWhenItIsToldToEnd() throws Exception {
        Process process = demo().start();
        try (BufferedReader lines = process.inputReader()) {
            lines.readLine(); // after the first line the namespaces are there
            String id = namesIn(files).getFirst().substring(0, "mp01234567".length());
            assertThat(namespaces()).contains(id + "-node");
            process.destroy();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(namespaces()).doesNotContain(id);
        }
        assertThat(files).isEmptyDirectory();
        assertThat(process.exitValue()).isNotZero();
    }

    private Command demo() {
        return Command.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.io.tmpdir=" + files,
                "-Dmeta.image=" + Image.home(),
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName());
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String namespaces() {
        return Command.of("ip", "netns", "list").run().text();
    }
}
