package meta.spi;

import java.util.List;

/**
 * One thing that a plugin does for a pod, as a pure function: it touches neither kernel, clock nor log.
 *
 * <p>The same plan serves ADD, CHECK and the dry run. A step that is asked again after its plan was applied must return a plan
 * that asks for nothing new.
 */
public interface Step {

    /** {@return the name by which configurations and errors call it: a verb phrase in lower camel case} */
    String name();

    /**
     * {@return what should be there}
     *
     * @throws PlanningException where that cannot be said for this pod; nothing is touched then
     */
    Plan plan(StepContext context);

    /**
     * {@return what the snapshot must also hold for {@link #plan}, beyond what every {@link Snapshot} does}
     *
     * <p>Asked before any step plans, and again with the answers in the snapshot until nothing new is asked, three times at the
     * most.
     */
    default List<Question> questions(StepContext context) {
        return List.of();
    }
}
