package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.PlanningException;

/**
 * Runs third-party code on a separate thread, for a limited time. The code can still end the process by {@code Runtime.halt}.
 *
 * @param origin the path of the jar, or the module of a custom image, for messages
 * @param timeout the longest time that the code may take. If the code takes longer, or if the calling thread is interrupted while it waits, the
 *     thread of the code is interrupted, and the result of the code is ignored
 */
public record Watchdog(String origin, Duration timeout) {
    /**
     * Runs the code, and waits until the code ends, the timeout is reached or the calling thread is interrupted.
     *
     * @param loader the context class loader of the thread that runs the code
     * @return the result of the code
     * @throws PlanningException if the code throws anything but an {@code OutOfMemoryError}, returns null, exceeds the timeout or calls
     *     {@code System.exit}, or if the calling thread is interrupted; its interrupt status stays set. The message contains the origin
     * @throws OutOfMemoryError if the code throws an {@code OutOfMemoryError}, also as one of the first two causes of another exception, or
     *     if no thread can be started
     */
    public <T> T run(ClassLoader loader, Supplier<T> code) {
        return start(loader, code).resultOfOrigin();
    }

    /**
     * Starts the code and the measurement of its time. Does not wait. The caller must call {@link GuardedRun#result} or {@code resultOfOrigin},
     * because only these methods interrupt the code at the timeout.
     *
     * @param loader the context class loader of the thread that runs the code
     * @return the started run
     * @throws OutOfMemoryError if no thread can be started
     */
    public <T> GuardedRun<T> start(ClassLoader loader, Supplier<T> code) {
        return GuardedRun.start(origin, timeout, loader, code);
    }
}
