package meta.netlink.libc;

import java.time.Duration;

/**
 * The time at which a wait ends.
 *
 * @param nanoTime a value of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
    /** {@return the deadline after this timeout; if the timeout is zero or negative, the deadline has already passed} */
    public static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /** {@return whether the deadline has passed} */
    public boolean isOver() {
        return nanoseconds() <= 0;
    }

    /** {@return the time left in milliseconds, rounded up, as a timeout for {@code poll(2)}; 0 after the deadline, never negative} */
    public int milliseconds() {
        return Math.clamp((nanoseconds() + 999_999) / 1_000_000, 0, Integer.MAX_VALUE);
    }

    /** {@return the time left; zero after the deadline} */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanoseconds()));
    }

    private long nanoseconds() {
        return nanoTime - System.nanoTime();
    }
}
