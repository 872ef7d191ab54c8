package meta.spi;

import java.util.List;

/**
 * One task of a plugin, as a pure function from a context to a plan. A step must not use the kernel, the clock or a log.
 *
 * <p>ADD, CHECK and the dry run use the same plan. After its plan has been applied, a step must return a plan that changes nothing.
 */
public interface Step {

    /**
     * {@return the name of the step in configurations and errors: a verb phrase in lower camel case}
     *
     * <p>A name is a letter, then letters, digits, dots, hyphens and underscores. No other step of a type may have the same name.
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
     * <p>The framework calls this method before any step plans. It repeats the call, with the answers in the snapshot, until no step has a new
     * question, and calls the method at most three times in all.
     *
     * <p>A DEL calls the method twice, also if the configuration turns the step off, and asks only the questions {@link Question.HostLink}. The
     * context then has the defaults of the options, no inputs and {@link Addressing#NONE}, and the snapshot may lack the pod. If the method fails,
     * the DEL logs a warning and continues.
     *
     * @throws PlanningException if the step cannot plan for this pod; except in a DEL, the call fails before it changes anything
     */
    default List<Question> questions(StepContext context) {
        return List.of();
    }

    /**
     * {@return the plan that undoes the step's work for a NIC that is removed; by default nothing}
     *
     * <p>DEL removes our marked objects by itself: the links of the attachment with all objects on them, the host's routes and neighbours for the
     * NIC's addresses, and the other host objects that the step has planned. DEL also undoes the recorded effects of the attachment. A step needs
     * this method for everything else, such as a route of the pod that it has moved or a sysctl that it has changed. If the record of the
     * attachment is lost, DEL knows no effect; a step that can compute its effects without a record plans {@link Plan#undo}.
     *
     * <p>The framework calls this method for a DEL and a GC, even if the configuration turns the step off. The calls begin with the last step of
     * the pipeline. The snapshot may lack the pod. If the method fails, the DEL logs a warning and continues without it.
     */
    default Plan release(ReleaseContext context) {
        return Plan.NOTHING;
    }
}
