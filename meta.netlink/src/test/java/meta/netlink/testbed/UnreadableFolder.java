package meta.netlink.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that can be opened, but whose listing fails with EINVAL: {@code /proc/PID/net} of a process that has ended, and for which its
 * parent has not waited. The folder exists until {@link #close}, for ten minutes at most.
 */
public final class UnreadableFolder implements AutoCloseable {
    /**
     * A shell script that starts a child and prints its process id. The child ends when {@code sleep} has replaced the shell; {@code sleep}
     * does not wait for the child.
     */
    private static final String PARENT =
            "parent=$$; while [ $(cat /proc/$parent/comm) != sleep ]; do :; done & echo $!; exec sleep 600";

    private final Process parent;
    private final Path path;

    private UnreadableFolder(Process parent, Path path) {
        this.parent = parent;
        this.path = path;
    }

    /** {@return a new folder of this kind, which the caller closes} Starts the two processes. */
    public static UnreadableFolder create() throws IOException {
        Process parent = new ProcessBuilder("sh", "-c", PARENT).start();
        BufferedReader output = parent.inputReader(StandardCharsets.US_ASCII);
        Path process = Path.of("/proc", String.valueOf(output.readLine()));
        while (!Files.readString(process.resolve("status")).contains("State:\tZ")) {
            Thread.onSpinWait();
        }
        return new UnreadableFolder(parent, process.resolve("net"));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        parent.destroyForcibly();
    }
}
