package meta.launcher.log;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.logging.log4j.Level;

/**
 * The log level, the log file and its rotation.
 *
 * @param level the least severe level that is written; with {@link Level#OFF}, no file is opened
 * @param file an absolute path; missing folders are created
 * @param maxBytes as in {@link RotationLimits}, like {@code maxAge} and {@code maxFiles}
 */
public record LogSettings(Level level, Path file, long maxBytes, Duration maxAge, int maxFiles) {
    /** Checks the path and the ranges. */
    public LogSettings {
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("log file \"" + file + "\": an absolute path is expected");
        }
        RotationLimits.check(maxBytes, maxAge, maxFiles);
    }

    /**
     * {@return level debug, {@code /var/log/meta-plugins/<plugin>.log}, 100 MB, 5 days, 5 rotated files}
     *
     * @throws java.nio.file.InvalidPathException if the plugin type cannot be a part of a path
     */
    public static LogSettings defaults(String plugin) {
        return new LogSettings(
                Level.DEBUG, Path.of("/var/log/meta-plugins", plugin + ".log"), 100_000_000, Duration.ofDays(5), 5);
    }

    RotationLimits limits() {
        return new RotationLimits(maxBytes, maxAge, maxFiles);
    }
}
