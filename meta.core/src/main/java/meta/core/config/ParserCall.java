package meta.core.config;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.PlanningException;

/** Runs code that reads the options of a type or step. */
@FunctionalInterface
public interface ParserCall {
    /**
     * {@return the result of the code}
     *
     * @param timeout the time limit for parsers of a third party
     * @throws PlanningException if a third party's parser fails or exceeds the timeout, or the thread is interrupted; the message contains the jar
     * @throws OutOfMemoryError if a parser finds no memory
     */
    <T> T call(Duration timeout, Supplier<T> code);
}
