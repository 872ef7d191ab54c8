package meta.spi;

import java.util.List;

/**
 * One task of a plugin, as a pure function from a context to a plan. A step must not use the kernel, the clock or a log.
 *
 * <p>ADD, CHECK and the dry run use the same plan. After its plan has been applied, a step must return a plan that changes nothing.
 */
public interface Step {

    /** {@return the name of the step in configurations and errors: a verb phrase in lower camel case} */
    String name();

    /**
     * {@return the objects that must exist, and those that must not}
     *
     * @throws PlanningException if the step cannot plan for this pod; the call fails before it changes anything
     */
    Plan plan(StepContext context);

    /**
     * {@return what the snapshot must contain for {@link #plan} in addition to what every {@link Snapshot} contains; by default nothing}
     *
     * <p>The framework calls this method before any step plans. It repeats the call, with the answers in the snapshot, until no step has a new
     * question, at most three times.
     */
    default List<Question> questions(StepContext context) {
        return List.of();
    }
}
