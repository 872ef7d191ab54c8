package meta.launcher.log;

import java.time.Duration;
import java.time.Instant;

/**
 * The limits at which a log file is rotated.
 *
 * @param maxBytes the maximum size of a file, at least 1; a file with a single line can exceed it
 * @param maxAge more than zero. The current file is rotated when it was created longer ago than this. At a rotation, a rotated file whose last line
 *     is older is deleted
 * @param maxFiles the number of rotated files that are kept, at least 1
 */
record RotationLimits(long maxBytes, Duration maxAge, int maxFiles) {
    RotationLimits {
        check(maxBytes, maxAge, maxFiles);
    }

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

    /** {@return whether a file must be rotated before a line of {@code more} bytes is written; false for an empty file} */
    boolean reached(long size, Instant born, int more, Instant now) {
        return size > 0 && (size + more > maxBytes || expired(born, now));
    }

    boolean expired(Instant since, Instant now) {
        return since.plus(maxAge).isBefore(now);
    }
}
