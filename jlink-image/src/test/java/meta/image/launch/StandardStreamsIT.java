package meta.image.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meta.image.cluster.Image;
import meta.image.topology.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin writes nothing but its answer to standard output. */
class StandardStreamsIT {
    private static final int SIGQUIT = 3;
    private static final int SIGSEGV = 11;

    @TempDir
    Path folder;

    @Test
    void aClosedStandardInputIsReportedAsACniError() {
        Output answer = shell("exec " + Image.bin("veth") + " <&-");

        assertThat(answer.status()).isOne();
        assertThat(answer.stdout()).startsWith("{").contains("\"code\":");
    }

    @Test
    void aCallWithClosedStandardOutputOrErrorEnds() {
        assertThat(shell("exec " + Image.bin("veth") + " >&-").status()).isNotZero();
        assertThat(shell("exec " + Image.bin("veth") + " 2>&-").stdout())
                .isEqualTo(LauncherCalls.refused(Image.bin("veth")).run().stdout());
    }

    @Test
    void aCrashOfTheJvmIsReportedOnStderrAndLeavesNoFile() throws IOException, InterruptedException {
        Process process = waitingForItsInput();
        untilItHandles(SIGSEGV, process);
        signal("-SEGV", process);

        assertThat(text(process.getErrorStream())).contains("SIGSEGV").contains("Register");
        assertThat(text(process.getInputStream())).doesNotContain("{");
        assertThat(process.waitFor()).isNotZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aThreadDumpGoesToStderr() throws IOException, InterruptedException {
        Process process = waitingForItsInput();
        untilItHandles(SIGQUIT, process);
        signal("-QUIT", process);
        try (var stderr = process.errorReader()) {
            assertThat(stderr.lines()
                            .filter(line -> line.contains("thread dump"))
                            .findFirst())
                    .isPresent();
            process.outputWriter().close();
            assertThat(text(process.getInputStream())).startsWith("{").doesNotContain("thread dump");
        }
    }

    private Process waitingForItsInput() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Image.bin("veth").toString()).directory(folder.toFile());
        builder.environment().putAll(LauncherCalls.REFUSED);
        return builder.start();
    }

    private static void signal(String signal, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Output shell(String command) {
        return LauncherCalls.refused(List.of("sh", "-c", command)).run();
    }

    /** Waits until the process has a handler for the signal ({@code SigCgt} of proc(5)). */
    private static void untilItHandles(int signal, Process process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        boolean handled = false;
        while (!handled && process.isAlive()) {
            for (String line : Files.readAllLines(status)) {
                handled |= line.startsWith("SigCgt:")
                        && (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> (signal - 1) & 1) == 1;
            }
        }
    }
}
