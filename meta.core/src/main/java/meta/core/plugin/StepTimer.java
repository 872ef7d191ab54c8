package meta.core.plugin;

import java.util.function.Supplier;

/** Measures how long the steps of a call take. */
public interface StepTimer {
    /** {@return the result of the work} The duration of the work is added to the step's total, also if the work throws an exception. */
    <T> T time(String step, Supplier<T> work);
}
