package meta.netlink.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs programs of the machine, such as {@code ip}. */
final class Program {
    private Program() {}

    /**
     * Runs a program without input, waits for its end, and returns its standard output together with its standard error.
     *
     * @throws AssertionError if the exit status is not 0, with the command and the output in the message, or if the thread is interrupted
     * @throws UncheckedIOException if the program cannot be started
     */
    static String run(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new AssertionError(String.join(" ", command) + ": exit status " + status + ": " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted in " + String.join(" ", command), e);
        }
    }
}
