package meta.launcher.log;

import java.time.Duration;
import java.time.Instant;

/**
 * The limits at which a log file is rotated, and the number of rotated files that are kept.
 *
 * @param maxBytes the maximum size of a file, at least 1. A file can exceed it if it has only one line after {@link OpenLogFile#FIRST_LINE}
 * @param maxAge more than zero. The current file is rotated when it was created longer ago than this. At a rotation, a rotated file whose last line
 *     is older than this is deleted
 * @param maxFiles how many rotated files are kept, at least 1
 */
record RotationLimits(long maxBytes, Duration maxAge, int maxFiles) {
    RotationLimits {
        check(maxBytes, maxAge, maxFiles);
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
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
     * {@return whether a file must be rotated before the next line is written; false for an empty file}
     *
     * @param size the size of the file in bytes
     * @param born the time of the file's creation
     * @param more the length of the line in bytes
     */
    boolean reached(long size, Instant born, int more, Instant now) {
        return size > 0 && (size + more > maxBytes || expired(born, now));
    }

    /** {@return whether more than the maximum age has passed since a time} */
    boolean expired(Instant since, Instant now) {
        return since.plus(maxAge).isBefore(now);
    }
}
