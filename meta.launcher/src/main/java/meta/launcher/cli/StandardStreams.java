package meta.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard streams that a command uses. A command does not close them.
 *
 * @param in standard input
 * @param typed whether standard input is known to be a terminal
 * @param out standard output, for results
 * @param err standard error, for messages
 */
public record StandardStreams(InputStream in, boolean typed, PrintStream out, PrintStream err) {

    /**
     * {@return the standard streams of this process, whose outputs are {@link VisibleOutput}s}
     *
     * @param out a stream that writes to standard output; not {@code System.out}, which writes to standard error in this process
     */
    public static StandardStreams ofThisProcess(PrintStream out) {
        return new StandardStreams(
                System.in,
                isTerminal(Path.of("/proc/self/fd/0")),
                new VisibleOutput(out),
                new VisibleOutput(System.err));
    }

    /**
     * {@return whether a descriptor is known to be open on a pseudo-terminal, a {@code /dev/tty} device or the console} {@code
     * System.console()} also depends on standard output.
     */
    private static boolean isTerminal(Path descriptor) {
        try {
            String file = Files.readSymbolicLink(descriptor).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
