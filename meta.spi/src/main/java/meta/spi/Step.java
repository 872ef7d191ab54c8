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
     * <p>The framework calls this method before the steps plan. It repeats the calls, with the answers in the snapshot, until no step has a new
     * question, at most three times. If a step then plans a {@link Plan.Report} with an address that the NIC already has, as in a CHECK or a
     * repeated ADD, the framework makes the whole plan once more, without the address: it calls this method and {@link #plan} again.
     *
     * <p>A DEL calls this method at most three times, also if the configuration turns the step off, and ignores all questions but those of kind
     * {@link Question.HostLink}. The context then has the defaults of the options, no inputs and {@link Addressing#NONE}, and the snapshot may lack
     * the pod. If the method fails, the DEL logs a warning and continues. A DEL does not call the method of a third-party step if the time for
     * third-party steps is used up.
     *
     * @throws PlanningException if the step cannot plan for this pod; except in a DEL, the call fails before it changes anything
     */
    default List<Question> questions(StepContext context) {
        return List.of();
    }

    /**
     * {@return the plan that undoes the step's work for a NIC that is removed; by default nothing}
     *
     * <p>DEL itself removes, on the host: the attachment's links and all objects on them, our routes and neighbours for the NIC's addresses, and
     * the objects that the attachment's record lists. DEL also undoes the effects that the record lists. A step needs this method for everything
     * else, such as a route of the pod that it has moved or a sysctl that it has changed.
     *
     * <p>If the record is lost, DEL does not know which effects to undo, and does not find host objects that a third-party step has planned for
     * other addresses than the NIC's. A step that can compute its effects returns {@link Plan#undo} items. A step whose snapshot contains such host
     * objects can remove them.
     *
     * <p>The framework calls this method in a DEL, and when the agent or {@code metactl repair} removes an orphaned attachment, even if the
     * configuration turns the step off. A GC does not call it. The calls begin with the last step of the pipeline. The snapshot may lack the pod.
     * If the method fails, the framework logs a warning and continues without it. The framework does not call the method of a third-party step if
     * the time for third-party steps is used up.
     */
    default Plan release(ReleaseContext context) {
        return Plan.NOTHING;
    }
}
