/**
 * The API for the author of a step. A step reads a snapshot of host and pod and returns a plan: the objects that should exist.
 *
 * <p>A {@link meta.spi.Step} is a pure function from a {@link meta.spi.StepContext} to a {@link meta.spi.Plan}. The framework observes both
 * namespaces, joins the plans of a pipeline's steps, and computes the difference between plan and snapshot. ADD applies the difference,
 * {@code metactl plan} prints it, and CHECK succeeds if there is none. A failed ADD is undone by the inverse changes. A step therefore does
 * not access the kernel, has no state, and can be tested without root.
 *
 * <p>This is a complete step that gives the pod's NIC a larger MTU, and its provider, which a module declaration or a file in
 * {@code META-INF/services} names:
 *
 * {@snippet file="meta/spi/example/JumboFrames.java" region="step"}
 *
 * <p>The life of a step:
 *
 * <ol>
 *   <li><b>Declaration.</b> A {@link meta.spi.StepProvider}, in a module of the image or in a jar of a step folder, declares the step, its
 *       place and its options ({@link meta.spi.StepDeclaration}). The framework checks the configured options before it calls the step.
 *   <li><b>Questions.</b> The step asks for state that not every snapshot contains ({@link meta.spi.Step#questions}). With the answers, it
 *       can ask again, at most three times for one plan.
 *   <li><b>Plan.</b> The step plans ({@link meta.spi.Step#plan}). Its snapshot includes the plans of the earlier steps. A plan contains
 *       objects that must exist or must not. It can also contain a link for the result of the call ({@link meta.spi.Plan.Report}), a probe
 *       for an address ({@link meta.spi.Plan.Probe}), an expected answer ({@link meta.spi.Plan.Expect}), a known conflict
 *       ({@link meta.spi.Plan.Conflict}), an announcement of an address ({@link meta.spi.Plan.Announce}), a warning for the log
 *       ({@link meta.spi.Plan.Warning}), and effects on other systems ({@link meta.spi.Plan.Perform}), which an
 *       {@link meta.spi.EffectHandler} of the step carries out. A {@link meta.spi.PlanningException} fails the call before anything is
 *       changed.
 *   <li><b>Changes.</b> After all steps have planned, the framework applies the changes. If the kernel rejects one, all are undone.
 *   <li><b>CHECK and DEL.</b> CHECK calls the step again for its plan. DEL does not need a plan: it removes the attachment's links and our
 *       objects ({@link meta.spi.net.Ownership}) on the host. It calls {@link meta.spi.Step#questions} for the links that the step may have
 *       created ({@link meta.spi.Question.HostLink}), and {@link meta.spi.Step#release} for everything else.
 * </ol>
 *
 * <p>A third-party step has a time limit, {@code step_time_limit}. If the step exceeds the limit, throws an exception or returns an invalid
 * plan, the call fails with an error that names the step and its jar. A DEL logs a warning instead; all third-party steps of a DEL share one
 * time limit.
 *
 * <p>A third party can also provide a {@link meta.spi.PluginType}, which lists its steps by name. A symbolic link of that name to the image's
 * launcher calls the type. {@link meta.spi.ApiVersion} determines which jars an image loads.
 *
 * <p>Three terms: a {@link meta.spi.Snapshot} is the current state, a {@link meta.spi.Plan} is the desired state, and the changes are the
 * difference.
 */
@NullMarked
package meta.spi;

import org.jspecify.annotations.NullMarked;
