package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.PlanningException;

/**
 * Runs third-party code on a separate thread, for a limited time. The code can still end the process by {@code Runtime.halt}.
 *
 * @param origin the origin of the code, for messages
 * @param timeout the longest time that the code may take
 */
public record Watchdog(String origin, Duration timeout) {
    /**
     * {@return the result of the code} Interrupts the code at the timeout, or if the calling thread is interrupted.
     *
     * @param loader the context class loader of the thread that runs the code
     * @throws OutOfMemoryError as {@link GuardedRun#result}; also if no thread can be started
     * @throws PlanningException as {@link GuardedRun#result}; the message contains the origin
     */
    public <T> T run(ClassLoader loader, Supplier<T> code) {
        return start(loader, code).resultOfOrigin();
    }

    /**
     * {@return the started run of the code} The caller must call {@link GuardedRun#result} or {@code resultOfOrigin}, because only these
     * methods interrupt the code at the timeout.
     *
     * @param loader the context class loader of the thread that runs the code
     * @throws OutOfMemoryError if no thread can be started
     */
    public <T> GuardedRun<T> start(ClassLoader loader, Supplier<T> code) {
        return GuardedRun.start(origin, timeout, loader, code);
    }
}
