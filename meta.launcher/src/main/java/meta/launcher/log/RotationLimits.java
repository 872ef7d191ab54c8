package meta.launcher.log;

import java.time.Duration;
import java.time.Instant;

/**
 * The limits of the rotation of a log file.
 *
 * @param maxBytes the size in bytes that a file should not exceed, at least 1; a file can become larger
 * @param maxAge the age since its creation at which a file should be rotated, and the age of its last line at which a rotation should
 *     delete it; more than zero
 * @param maxFiles the maximum number of rotated files, at least 1
 */
record RotationLimits(long maxBytes, Duration maxAge, int maxFiles) {
    RotationLimits {
        check(maxBytes, maxAge, maxFiles);
    }

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is not in its range
     */
    static void check(long maxBytes, Duration maxAge, int maxFiles) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("log size " + maxBytes + ": 1 byte or more is expected");
        }
        if (!maxAge.isPositive()) {
            throw new IllegalArgumentException("log age " + maxAge + ": more than zero is expected");
        }
        if (maxFiles < 1) {
            throw new IllegalArgumentException("log count " + maxFiles + ": 1 file or more is expected");
        }
    }

    /**
     * {@return whether a file must be rotated before the next line; false for an empty file}
     *
     * @param size the size of the file in bytes
     * @param born the time when the file was created
     * @param more the length of the next line in bytes
     */
    boolean reached(long size, Instant born, int more, Instant now) {
        return size > 0 && (size + more > maxBytes || expired(born, now));
    }

    boolean expired(Instant since, Instant now) {
        return since.plus(maxAge).isBefore(now);
    }
}
