package meta.core.config;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.PlanningException;

/** Runs the code that reads the options of one plugin type or one step, with a time limit for code of a third party. */
@FunctionalInterface
public interface ParserCall {
    /**
     * Runs the code and waits for its end.
     *
     * @param timeout the time limit for code of a third party; other code has no time limit
     * @throws PlanningException if the code throws one. For code of a third party, also if it fails for a reason other than lack of memory,
     *     returns null or exceeds the timeout, or if the calling thread is interrupted; the message then names the code's origin
     * @throws OutOfMemoryError if the code finds no memory, or if no thread can be started for it
     */
    <T> T call(Duration timeout, Supplier<T> code);
}
