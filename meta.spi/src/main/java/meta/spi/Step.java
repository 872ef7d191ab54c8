package meta.spi;

import java.util.List;

/**
 * One task of a plugin: a pure function from a context (options and observed state) to a plan (the objects that should exist). No method may return
 * null.
 *
 * <p>A step must not access the kernel or the network, read the clock, or write a log. It must not keep state between calls: one object serves all
 * calls of a process, and several threads can use the object at the same time.
 *
 * <p>{@link #plan}, {@link #questions} and {@link #release} of a third-party step run on a separate thread. The thread is interrupted when
 * the method exceeds its time limit: {@code step_time_limit} in the network configuration, by default 10 s; in a DEL, the limit that
 * {@link #release} describes. The CNI call does not wait for the method any longer: a DEL continues, every other call fails. The method
 * must return soon after the interrupt. If it does not, a long-running process of the plugins finishes its other calls and exits.
 *
 * <p>A plan must be stable: if a step plans again from the state that its plan has led to, the second plan must change nothing.
 */
public interface Step {

    /**
     * {@return the name of the step in configurations and errors: a verb phrase in lower camel case, such as {@code setupRoutes}}
     *
     * <p>A name is an ASCII letter, then ASCII letters, digits, dots, hyphens and underscores. Two steps of one plugin type must not have the same
     * name. For a third-party step, the method is called once, when the jar is loaded.
     */
    String name();

    /**
     * {@return the plan: the objects that must exist, the objects that must not exist, and other items such as probes}
     *
     * <p>ADD, CHECK, the dry run and repairs call the method. (A repair plans for an existing attachment again, and applies the differences.) A step
     * cannot see which of these operations runs. A DEL calls {@link #release} instead.
     *
     * @throws PlanningException if the step cannot plan for this pod; the call fails with the message before it changes anything
     */
    Plan plan(StepContext context);

    /**
     * {@return the questions about objects that {@link #plan} needs and that not every {@link Snapshot} contains; by default none}
     *
     * <p>The method is called before the first step plans, so its snapshot contains no plan of another step. While any step asks a new question, the
     * questions are answered and the method is called again, with all answers so far in the snapshot. Before one plan, the method is called at most
     * three times. A CNI call may plan twice.
     *
     * <p>A DEL calls the method too, even if the configuration disables the step, and uses only questions of the kind {@link Question.HostLink}. In a
     * DEL, the context has the default values of the options, no inputs from the runtime, and {@link Addressing#NONE}. The pod's part of the snapshot
     * may be empty. If the method of a third-party step fails in a DEL, a warning is logged, and the DEL continues.
     *
     * @throws PlanningException if the step cannot plan for this pod; except in a DEL, the call fails with the message before it changes anything
     */
    default List<Question> questions(StepContext context) {
        return List.of();
    }

    /**
     * {@return the plan that undoes the step's work for a NIC that is being removed; by default an empty plan}
     *
     * <p>A step needs this method only for changes that DEL does not undo by itself. Examples are a route of the pod that the step has
     * moved, and a sysctl that the step has changed. By itself, DEL removes these objects of the host, unless another attachment needs
     * them: the attachment's links with all objects on them, the routes and neighbours with {@linkplain meta.spi.net.Ownership#PROTOCOL our
     * protocol number} for the NIC's addresses, and the objects that the attachment's record lists. (The record is a file on the node,
     * which an ADD writes.) DEL also undoes the effects that the record lists.
     *
     * <p>If the record is lost, DEL knows neither the effects nor those host objects of a third-party step that concern other addresses than the
     * NIC's. For this case, the method can return {@link Plan#undo} for each effect that the step can compute, and {@link Plan#remove} for each such
     * object that is in the snapshot.
     *
     * <p>The method is called in a DEL. It is also called when an attachment is removed whose network namespace no longer exists, by the plugins'
     * long-running process or by {@code metactl repair}. It is called even if the configuration disables the step. The steps are called in reverse
     * order. The pod's part of the snapshot may be empty.
     *
     * <p>If the method of a third-party step fails, a warning is logged, and the DEL continues. All third-party steps of a DEL share one
     * time limit of 10 s, also for {@link #questions} and for the handlers of their effects. When it is used up, the methods of the
     * remaining third-party steps are not called.
     */
    default Plan release(ReleaseContext context) {
        return Plan.NOTHING;
    }
}
