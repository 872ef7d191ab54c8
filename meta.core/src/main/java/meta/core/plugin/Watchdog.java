package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.PlanningException;

/**
 * Runs third-party code on a separate thread, for a limited time. The code can still end the process by {@code Runtime.halt}.
 *
 * @param origin the jar or module of the code, for messages
 * @param timeout the longest time that the code may take. If the code takes longer, its thread is interrupted, and its result is ignored
 */
public record Watchdog(String origin, Duration timeout) {
    /**
     * Runs the code, and waits until it ends or the timeout is reached.
     *
     * @param loader the context class loader of the thread
     * @return the result of the code
     * @throws PlanningException if the code throws anything but an {@code OutOfMemoryError}, returns null, exceeds the timeout or calls
     *     {@code System.exit}, or if the calling thread is interrupted, which stays interrupted. The message contains the origin
     * @throws OutOfMemoryError if the code runs out of memory, or no thread can be started
     */
    public <T> T run(ClassLoader loader, Supplier<T> code) {
        return start(loader, code).resultOfOrigin();
    }

    /**
     * Starts the code and the measurement of its time. Does not wait. The caller must call {@link GuardedRun#result}, because only that method
     * interrupts the code at the timeout.
     *
     * @param loader the context class loader of the thread
     * @return the started run
     * @throws OutOfMemoryError if no thread can be started
     */
    public <T> GuardedRun<T> start(ClassLoader loader, Supplier<T> code) {
        return GuardedRun.start(origin, timeout, loader, code);
    }
}
