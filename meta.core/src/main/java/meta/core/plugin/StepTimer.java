package meta.core.plugin;

import java.util.function.Supplier;

/** Measures how long the steps of a call take. */
public interface StepTimer {
    /** {@return the result of the work} Adds its duration to the step's total, even if the work throws an exception. */
    <T> T time(String step, Supplier<T> work);
}
