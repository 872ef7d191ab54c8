package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.PlanningException;

/**
 * Runs third-party code on a thread of its own, for a limited time. Whatever the code does, the caller gets a result or a {@link
 * PlanningException}. This does not hold for {@code Runtime.halt}, which ends the process at once.
 *
 * @param origin the jar of the code
 * @param timeout the longest time that the code may take; a thread that takes longer is interrupted and abandoned
 */
public record Watchdog(String origin, Duration timeout) {
    /**
     * {@return the result of the code}
     *
     * @param loader the context class loader of the thread
     * @throws PlanningException if the code throws anything, returns null, exceeds the timeout or calls {@code System.exit}, or if the calling
     *     thread is interrupted; the message names the origin
     * @throws OutOfMemoryError if the code finds no memory
     */
    public <T> T run(ClassLoader loader, Supplier<T> code) {
        return start(loader, code).resultOfOrigin();
    }

    /**
     * Starts the code. Its time begins now.
     *
     * @param loader the context class loader of the thread
     */
    public <T> GuardedRun<T> start(ClassLoader loader, Supplier<T> code) {
        return GuardedRun.start(origin, timeout, loader, code);
    }
}
