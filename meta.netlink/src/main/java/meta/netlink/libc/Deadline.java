package meta.netlink.libc;

import java.time.Duration;

/**
 * The time at which a wait ends.
 *
 * @param nanoTime a value of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
    /** {@return the deadline after this timeout; already over if the timeout is zero or negative} */
    public static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /** {@return whether the deadline is reached} */
    public boolean isOver() {
        return nanoseconds() <= 0;
    }

    /** {@return the remaining milliseconds, rounded up, at most {@link Integer#MAX_VALUE}; 0 after the deadline} */
    public int milliseconds() {
        return Math.clamp((nanoseconds() + 999_999) / 1_000_000, 0, Integer.MAX_VALUE);
    }

    /** {@return the remaining time; zero after the deadline} */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanoseconds()));
    }

    private long nanoseconds() {
        return nanoTime - System.nanoTime();
    }
}
