package meta.spi;

import java.util.List;

/**
 * One task of a plugin, as a pure function from a context to a plan. A step must not use the kernel, the clock or a log.
 *
 * <p>After its plan has been applied, a step must return a plan that changes nothing.
 */
public interface Step {

    /**
     * {@return the name of the step in configurations and errors: a verb phrase in lower camel case, unique among the steps of a type}
     *
     * <p>A name is a letter, then letters, digits, dots, hyphens and underscores.
     */
    String name();

    /**
     * {@return the objects that must exist, and those that must not}
     *
     * @throws PlanningException if the step cannot plan for this pod; the call fails before it changes anything
     */
    Plan plan(StepContext context);

    /**
     * {@return the questions whose answers {@link #plan} needs in addition to the content of every {@link Snapshot}; by default none}
     *
     * <p>The method is called again, with the answers in the snapshot, until no step has a new question, at most three times for one plan. A call may
     * plan twice.
     *
     * <p>A DEL also calls the method, even if the configuration turns the step off, and uses only the questions of kind {@link Question.HostLink}.
     * The context then has only the defaults of the options, no inputs and {@link Addressing#NONE}, and the snapshot may lack the pod. If the method
     * fails, the DEL logs a warning and continues.
     *
     * @throws PlanningException if the step cannot plan for this pod; except in a DEL, the call fails before it changes anything
     */
    default List<Question> questions(StepContext context) {
        return List.of();
    }

    /**
     * {@return the plan that undoes the step's work for a NIC that is removed; by default nothing}
     *
     * <p>DEL itself removes, on the host: the attachment's links and all objects on them, our routes and neighbours for the NIC's addresses, and the
     * objects in the attachment's record. DEL also undoes the recorded effects. A step needs this method for everything else, such as a route of the
     * pod that it has moved or a sysctl that it has changed.
     *
     * <p>If the record is lost, DEL knows no effects, and no host objects that a third-party step has planned for other addresses than the NIC's. A
     * step can return {@link Plan#undo} items for effects that it can compute, and remove such host objects if they are in its snapshot.
     *
     * <p>The method is called in a DEL, and for an orphaned attachment that the agent or {@code metactl repair} removes, even if the configuration
     * turns the step off. The last step of the pipeline is called first. The snapshot may lack the pod. If the method fails, a warning is logged, and
     * the DEL continues. A third-party step is skipped if the time for third-party steps is used up.
     */
    default Plan release(ReleaseContext context) {
        return Plan.NOTHING;
    }
}
