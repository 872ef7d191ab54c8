package meta.launcher.log;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.logging.log4j.Level;

/**
 * The log level, the log file and its rotation.
 *
 * @param level the least severe level that is written; with {@link Level#OFF}, no file is opened
 * @param file the absolute path of the file; missing folders are created
 * @param maxBytes the maximum size of a file, at least 1; the file is rotated before it becomes larger, unless it has no line yet
 * @param maxAge the age, more than zero, after which the current file is rotated, and, counted from its last line, a rotated file is
 *     deleted at the next rotation
 * @param maxFiles how many rotated files are kept in addition to the current one, at least 1
 */
public record LogSettings(Level level, Path file, long maxBytes, Duration maxAge, int maxFiles) {
    /**
     * Checks the path and the ranges. Values from the options of a network configuration are always valid.
     *
     * @throws IllegalArgumentException if the path is not absolute, or a value is out of range
     */
    public LogSettings {
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("log file \"" + file + "\": an absolute path is expected");
        }
        RotationLimits.check(maxBytes, maxAge, maxFiles);
    }

    /**
     * {@return the defaults: level debug, {@code /var/log/meta-plugins/<plugin>.log}, 100 MB, 5 days, 5 rotated files}
     *
     * @param plugin the plugin type
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
