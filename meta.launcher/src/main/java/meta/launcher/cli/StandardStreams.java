package meta.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard streams of a command. Nothing closes them.
 *
 * @param typed whether standard input is a terminal
 */
public record StandardStreams(InputStream in, boolean typed, PrintStream out, PrintStream err) {

    /**
     * {@return the standard streams of this process} The outputs escape control characters ({@link VisibleOutput}).
     *
     * @param out standard output; {@code System.out} is standard error in this process
     */
    public static StandardStreams ofThisProcess(PrintStream out) {
        return new StandardStreams(
                System.in,
                isTerminal(Path.of("/proc/self/fd/0")),
                new VisibleOutput(out),
                new VisibleOutput(System.err));
    }

    /** {@return whether a descriptor is open on a terminal} {@code System.console()} also requires that standard output is a terminal. */
    private static boolean isTerminal(Path descriptor) {
        try {
            String file = Files.readSymbolicLink(descriptor).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException e) {
            return false; // standard input is closed, or /proc cannot be read
        }
    }
}
