package meta.image.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import meta.image.topology.Command;

/** The most memory that a process held at a time. */
public final class PeakMemory {
    private static final String KEY = "VmHWM:";

    private PeakMemory() {}

    /**
     * {@return the peak resident memory of a command in KiB, of all that it executes one after the other}
     *
     * <p>It is read again and again until the process is gone, so that what is added in its last moment is missed.
     */
    public static long of(Command command) {
        Process process = command.start();
        command.feed(process);
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, highWater(process.pid()));
        }
        return peak;
    }

    /** {@return {@code VmHWM} of proc(5); 0 when the process is gone} */
    private static long highWater(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith(KEY)) {
                    return Long.parseLong(line.substring(KEY.length(), line.length() - "kB".length())
                            .strip());
                }
            }
        } catch (IOException e) {
            // gone between the question whether it lives and this one
        }
        return 0;
    }
}
