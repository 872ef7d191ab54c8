package meta.core.config;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.PlanningException;

/**
 * Runs the code that reads the options of one plugin type or one step. If the type or step comes from a third party, the code runs with a time limit.
 */
@FunctionalInterface
public interface ParserCall {
    /**
     * Runs the code and waits for its end.
     *
     * @param timeout the time limit for code of a third party; other code has no time limit
     * @return the result of the code
     * @throws PlanningException if code of a third party fails for a reason other than lack of memory, returns null, exceeds the timeout or
     *     calls {@code System.exit}, or if the calling thread is interrupted while it waits for such code. The message then contains the
     *     path of the jar or folder of jars, or the module. Also if code of the image throws this exception
     * @throws OutOfMemoryError if the code finds no memory, or if no thread can be started for it
     */
    <T> T call(Duration timeout, Supplier<T> code);
}
