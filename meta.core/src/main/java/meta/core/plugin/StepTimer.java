package meta.core.plugin;

import java.util.function.Supplier;

/** Measures how long each step of a call takes in total. */
public interface StepTimer {
    /**
     * {@return the result of the work} Adds the duration of the work to the step's total, even after an exception.
     *
     * @param work is executed once, on the calling thread
     */
    <T> T time(String step, Supplier<T> work);
}
