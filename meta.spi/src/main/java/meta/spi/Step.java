package meta.spi;

import java.util.List;

/**
 * One task of a plugin: a pure function from a context (options and observed state) to a plan (the objects that should exist). No method
 * may return null.
 *
 * <p>A step must not access the kernel or the network, read the clock, write a log, or keep state between calls. Several threads can use it
 * at the same time.
 *
 * <p>{@link #plan}, {@link #questions} and {@link #release} of a third-party step run on a separate thread, which is interrupted at the
 * time limit: {@code step_time_limit} in the network configuration, by default 10 s. All third-party steps of a DEL, and the handlers
 * of their effects, share one limit of 10 s. If a method fails or exceeds its limit, a DEL logs a warning and continues; other calls fail.
 * If the method does not return soon after the interrupt, a long-running process of the plugins finishes its other calls and exits.
 *
 * <p>A plan must be stable: if a step plans again from the state that its plan has led to, the second plan must change nothing.
 */
public interface Step {

    /**
     * {@return the name of the step in configurations and errors: a verb phrase in lower camel case, such as {@code setupRoutes}}
     *
     * <p>A name is an ASCII letter, then ASCII letters, digits, dots, hyphens and underscores. Two steps of one plugin type must not have
     * the same name.
     */
    String name();

    /**
     * {@return the plan: the objects that must exist, the objects that must not exist, and other items such as probes}
     *
     * <p>ADD, CHECK, the dry run and repairs call the method, and a step cannot see which of them runs. A DEL calls {@link #release}
     * instead.
     *
     * @throws PlanningException if the step cannot plan for this pod; the call fails with the message before it changes anything
     */
    Plan plan(StepContext context);

    /**
     * {@return the questions about objects that {@link #plan} needs and that not every {@link Snapshot} contains; by default none}
     *
     * <p>The snapshot is the observed state, without the plans of other steps. While any step asks a new question, the method is called
     * again, with the answers so far in the snapshot. Before one plan, the method is called at most three times. A CNI call may plan twice.
     *
     * <p>A DEL calls the method too, even if the configuration disables the step, and uses only questions of the kind {@link
     * Question.HostLink}. In a DEL, the context has the default values of the options, no inputs from the runtime, and {@link
     * Addressing#NONE}. The pod's part of the snapshot may be empty.
     *
     * @throws PlanningException if the step cannot plan for this pod; except in a DEL, the call fails with the message before it changes
     *     anything
     */
    default List<Question> questions(StepContext context) {
        return List.of();
    }

    /**
     * {@return the plan that undoes the step's work for a NIC that is being removed; by default an empty plan}
     *
     * <p>A step needs this method only for changes that DEL does not undo by itself, such as a route of the pod that the step has moved. By
     * itself, DEL undoes the effects in the attachment's record (a file on the node, which an ADD writes). It also removes these objects of
     * the host, unless another attachment needs them: the attachment's links with all objects on them, the routes and neighbours with
     * {@linkplain meta.spi.net.Ownership#PROTOCOL our protocol number} for the NIC's addresses, and the objects in the record.
     *
     * <p>For the case that the record is lost, the method can return {@link Plan#undo} for each effect that the step can compute. It can
     * also return {@link Plan#remove} for each host object of the step that is in the snapshot and concerns other addresses than the NIC's.
     *
     * <p>The method is called in a DEL. It is also called when the plugins' long-running process or {@code metactl repair} removes an
     * attachment whose network namespace no longer exists. It is called even if the configuration disables the step, but not for
     * third-party steps when the time of the DEL is used up. The steps are called in reverse order. The pod's part of the snapshot may be
     * empty.
     */
    default Plan release(ReleaseContext context) {
        return Plan.NOTHING;
    }
}
