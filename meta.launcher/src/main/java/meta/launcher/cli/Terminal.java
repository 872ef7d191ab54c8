package meta.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard streams of a command.
 *
 * @param in standard input
 * @param typed whether standard input is a terminal, so that a command says that it waits for input
 * @param out standard output
 * @param err standard error
 */
public record Terminal(InputStream in, boolean typed, PrintStream out, PrintStream err) {

    /** {@return the streams of this process, whose standard output is {@code out}} */
    public static Terminal ofThisProcess(PrintStream out) {
        return new Terminal(
                System.in,
                isTerminal(Path.of("/proc/self/fd/0")),
                new VisibleOutput(out),
                new VisibleOutput(System.err));
    }

    /** {@code System.console()} requires that standard output is a terminal too. */
    private static boolean isTerminal(Path descriptor) {
        try {
            String file = Files.readSymbolicLink(descriptor).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException e) {
            return false; // standard input is closed
        }
    }
}
