/**
 * The API for the author of a step. A step reads a snapshot of host and pod and returns a plan: the objects that should exist.
 *
 * <p>A {@link meta.spi.Step} is a pure function from a {@link meta.spi.StepContext} to a {@link meta.spi.Plan}. The framework computes the difference
 * between plan and {@linkplain meta.spi.Snapshot snapshot}. ADD applies the difference, {@code metactl plan} prints it, and CHECK succeeds if it is
 * empty. A failed ADD is undone by the inverse changes. A step therefore does not access the kernel, has no state, and can be tested without root.
 *
 * <p>This is a complete step that gives the pod's NIC a larger MTU, and its provider, which a module declaration or a file in
 * {@code META-INF/services} names:
 *
 * {@snippet file="meta/spi/example/JumboFrames.java" region="step"}
 *
 * <p>The life of a step:
 *
 * <ol>
 *   <li><b>Declaration.</b> A {@link meta.spi.StepProvider}, in a module of the image or in a jar of a step folder, declares the step, its place and
 *       its options ({@link meta.spi.StepDeclaration}). The configured options are checked before the step runs.
 *   <li><b>Questions.</b> The step asks for state that not every snapshot contains ({@link meta.spi.Step#questions}).
 *   <li><b>Plan.</b> The step plans ({@link meta.spi.Step#plan}). Its snapshot includes the plans of the earlier steps. In addition to objects, a
 *       plan can contain probes, announcements, warnings, effects on other systems, and other {@linkplain meta.spi.Plan.Item items}. A
 *       {@link meta.spi.PlanningException} fails the call before anything is changed.
 *   <li><b>Changes.</b> The changes are applied after all steps have planned. If the kernel rejects one, all are undone.
 *   <li><b>CHECK and DEL.</b> CHECK plans again. DEL removes the attachment's links and our objects ({@link meta.spi.net.Ownership}) on the host, and
 *       calls {@link meta.spi.Step#release} for everything else.
 * </ol>
 *
 * <p>A third-party step has a time limit, {@code step_time_limit}. If the step exceeds the limit, throws an exception or returns an invalid plan, the
 * call fails with an error that names the step and its jar. A DEL logs a warning instead; all third-party steps of a DEL share one time limit.
 *
 * <p>A third party can also provide a {@link meta.spi.PluginType}, which lists its steps by name. A symbolic link of that name to the image's
 * launcher calls the type. {@link meta.spi.ApiVersion} determines which jars an image loads.
 */
@NullMarked
package meta.spi;

import org.jspecify.annotations.NullMarked;
