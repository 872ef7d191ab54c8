package meta.image.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import meta.image.topology.Command;

public final class PeakMemory {
    private static final String KEY = "VmHWM:";

    private PeakMemory() {}

    /**
     * {@return the peak resident memory of a command in KiB, including the programs that replace it by exec}
     *
     * <p>The memory is polled until the process has ended; an increase in the last moment may be missed.
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

    /** Otherwise a command with much output would block. */
    private static void discard(InputStream output) {
        Thread.ofVirtual().start(() -> {
            try (output) {
                output.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // the process has ended
            }
        });
    }

    /** {@return {@code VmHWM} of proc(5); 0 if the process has ended} */
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
