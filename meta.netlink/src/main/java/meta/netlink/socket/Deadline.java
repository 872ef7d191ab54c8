package meta.netlink.socket;

import java.time.Duration;

/**
 * The moment by which something must be done.
 *
 * @param nanoTime as {@link System#nanoTime} counts
 */
record Deadline(long nanoTime) {
    static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    boolean isOver() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** {@return how long there still is to wait, rounded up, at least 0} */
    int milliseconds() {
        long left = nanoTime - System.nanoTime();
        return Math.clamp((left + 999_999) / 1_000_000, 0, Integer.MAX_VALUE);
    }
}
