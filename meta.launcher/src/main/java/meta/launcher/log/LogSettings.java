package meta.launcher.log;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.logging.log4j.Level;

/**
 * The settings of a log: its level, its file, and the limits of its rotation.
 *
 * @param level events that are less severe are discarded; {@link Level#OFF} discards all events
 * @param file the absolute path of the file
 * @param maxBytes the size in bytes that the file should not exceed, at least 1
 * @param maxAge the age at which the file is rotated, more than zero; a rotation deletes rotated files whose last line is older
 * @param maxFiles the maximum number of rotated files, at least 1
 */
public record LogSettings(Level level, Path file, long maxBytes, Duration maxAge, int maxFiles) {
    /**
     * Checks the path and the ranges of the numbers.
     *
     * @throws IllegalArgumentException if the path is relative, or a number is out of its range
     */
    public LogSettings {
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("log file \"" + file + "\": an absolute path is expected");
        }
        RotationLimits.check(maxBytes, maxAge, maxFiles);
    }

    /**
     * {@return the settings of a plugin without {@code log_options}: level debug, {@code /var/log/meta-plugins/<plugin>.log}, 100 MB, 5
     * days, 5 rotated files}
     *
     * @throws java.nio.file.InvalidPathException if the plugin type contains a character that a path cannot contain, such as NUL
     */
    public static LogSettings defaults(String plugin) {
        return new LogSettings(
                Level.DEBUG, Path.of("/var/log/meta-plugins", plugin + ".log"), 100_000_000, Duration.ofDays(5), 5);
    }

    RotationLimits limits() {
        return new RotationLimits(maxBytes, maxAge, maxFiles);
    }
}
