package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.PlanningException;

/**
 * Runs third-party code on a separate thread, for a limited time. Cannot prevent {@code Runtime.halt}.
 *
 * @param origin the jar or module of the code, for messages
 * @param timeout the longest time that the code may take; a thread that takes longer is interrupted and abandoned
 */
public record Watchdog(String origin, Duration timeout) {
    /**
     * {@return the result of the code}
     *
     * @param loader the context class loader of the thread
     * @throws PlanningException with the origin, if the code throws anything, returns null, exceeds the timeout or calls {@code System.exit}, or if
     *     the calling thread is interrupted
     * @throws OutOfMemoryError if the code finds no memory, or no thread can be started
     */
    public <T> T run(ClassLoader loader, Supplier<T> code) {
        return start(loader, code).resultOfOrigin();
    }

    /**
     * Starts the code and its time. The caller must call {@link GuardedRun#result}, which ends the code at the timeout.
     *
     * @throws OutOfMemoryError if no thread can be started
     */
    public <T> GuardedRun<T> start(ClassLoader loader, Supplier<T> code) {
        return GuardedRun.start(origin, timeout, loader, code);
    }
}
