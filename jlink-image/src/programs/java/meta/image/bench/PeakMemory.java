package meta.image.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import meta.image.topology.Command;

/** Measures the peak memory of a process. */
public final class PeakMemory {
    private static final String KEY = "VmHWM:";

    private PeakMemory() {}

    /**
     * {@return the peak resident memory of the command's process in KiB} Programs that replace the command by exec count; child processes
     * do not.
     *
     * <p>Waits for the end of the process, and reads its peak again and again until then. An increase just before the end can be missed.
     */
    public static long of(Command command) {
        Process process = command.start();
        discard(process.getInputStream());
        discard(process.getErrorStream());
        command.feed(process);
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, highWater(process.pid()));
        }
        return peak;
    }

    /** Reads and drops the output, because a command whose output is not read would block when the pipe is full. */
    private static void discard(InputStream output) {
        Thread.ofVirtual().start(() -> {
            try (output) {
                output.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // the process has ended
            }
        });
    }

    /** {@return the peak resident memory so far in KiB, {@code VmHWM} of proc(5); 0 if the process has ended} */
    private static long highWater(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith(KEY)) {
                    return Long.parseLong(line.substring(KEY.length(), line.length() - "kB".length())
                            .strip());
                }
            }
        } catch (IOException e) {
            // the process has ended
        }
        return 0;
    }
}
