package meta.launcher.agent;

import java.time.Duration;

/**
 * A client whose request is not complete.
 *
 * @param incoming what it has sent so far
 * @param since when it connected, as {@link System#nanoTime} counts
 */
record PendingRequest(RequestBuffer incoming, long since) {
    /** A client says at once what it wants, and one that says nothing is not waited for. */
    private static final Duration REQUEST = Duration.ofSeconds(5);

    /** Standard input comes from the runtime, in its own time. */
    private static final Duration STDIN = Duration.ofSeconds(60);

    boolean isOver(long now) {
        return left(now) <= 0;
    }

    /** {@return how many nanoseconds it has left} */
    long left(long now) {
        return limit().toNanos() - (now - since);
    }

    Duration limit() {
        return incoming.hasRequest() ? STDIN : REQUEST;
    }
}
