package meta.launcher.log;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.logging.log4j.Level;

/**
 * How much is logged, where, and how much of it is kept.
 *
 * @param level the least severe level that is written; with {@link Level#OFF} no file is touched
 * @param file absolute path of the file; folders that are missing are made
 * @param maxBytes the file is rotated before it grows beyond this, 1 or more
 * @param maxAge the file is rotated, and a rotated one deleted, when it is older than this; more than zero
 * @param maxFiles how many rotated files are kept beside the current one, 1 or more
 */
public record LogSettings(Level level, Path file, long maxBytes, Duration maxAge, int maxFiles) {
    /** Checks the ranges above; whoever reads options reports what is wrong with them before. */
    public LogSettings {
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("log file \"" + file + "\": an absolute path is expected");
        }
        RotationLimits.check(maxBytes, maxAge, maxFiles);
    }

    /** {@return debug to {@code /var/log/meta-plugins/<plugin>.log}, 100 MB, 5 days, 5 rotated files} */
    public static LogSettings defaults(String plugin) {
        return new LogSettings(
                Level.DEBUG, Path.of("/var/log/meta-plugins", plugin + ".log"), 100_000_000, Duration.ofDays(5), 5);
    }

    RotationLimits limits() {
        return new RotationLimits(maxBytes, maxAge, maxFiles);
    }
}
