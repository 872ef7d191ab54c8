package meta.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyProcessesTest {
    private static final int PROCESSES = 6;
    private static final int LINES = 400;

    @TempDir
    Path folder;

    @Test
    void processesThatRotateOneFileNeitherLoseNorMixLines() throws IOException, InterruptedException {
        List<Process> writers = new ArrayList<>();
        for (int number = 0; number < PROCESSES; number++) {
            writers.add(startWriter(number));
        }
        for (Process writer : writers) {
            assertThat(writer.waitFor()).isZero();
        }
        List<String> lines = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
                assertThat(lines.removeIf(OpenLogFile.FIRST_LINE.strip()::equals))
                        .isTrue();
            }
        }
        assertThat(folder.resolve("veth.log.3")).exists();
        assertThat(lines).hasSize(PROCESSES * LINES);
        assertThat(new HashSet<>(lines)).isEqualTo(expected());
    }

    private Process startWriter(int number) throws IOException {
        Path tests = Path.of("target/test-classes").toAbsolutePath();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--module-path",
                        System.getProperty("jdk.module.path"),
                        "--class-path", // contains the native library of jffi
                        System.getProperty("java.class.path"),
                        "--patch-module",
                        "meta.launcher=" + tests,
                        "--module",
                        "meta.launcher/" + LineWriter.class.getName(),
                        folder.resolve("veth.log").toString(),
                        Integer.toString(number),
                        Integer.toString(LINES))
                .inheritIO()
                .start();
    }

    private static Set<String> expected() {
        Set<String> lines = new HashSet<>();
        for (int writer = 0; writer < PROCESSES; writer++) {
            for (int number = 0; number < LINES; number++) {
                lines.add(LineWriter.line(writer, number));
            }
        }
        return lines;
    }
}
