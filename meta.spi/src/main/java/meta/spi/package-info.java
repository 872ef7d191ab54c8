/**
 * The API for authors of steps and plugin types. A step reads a snapshot of host and pod (the network namespaces of the node and of the
 * pod) and returns a plan: the objects that should exist.
 *
 * <p>A {@link meta.spi.Step} is a pure function from a {@link meta.spi.StepContext} to a {@link meta.spi.Plan}. The framework computes the
 * difference between the plan and the {@linkplain meta.spi.Snapshot snapshot}. ADD applies the difference, {@code metactl plan} prints it,
 * and CHECK expects none. A step therefore does not access the kernel, has no state, and can be tested without root.
 *
 * <p>The following class is a complete step, which gives the pod's NIC a larger MTU. It is also the provider of the step, so a module
 * declaration or a file in {@code META-INF/services} must name it ({@link meta.spi.StepProvider}).
 *
 * {@snippet file="meta/spi/example/JumboFrames.java" region="step"}
 *
 * <p>The life of a step:
 *
 * <ol>
 *   <li><b>Declaration.</b> A {@link meta.spi.StepProvider} declares the step, its place in a plugin type and its options
 *       ({@link meta.spi.StepDeclaration}). The framework checks the configured options before it calls the step.
 *   <li><b>Questions.</b> The step asks for objects that not every snapshot contains ({@link meta.spi.Step#questions}).
 *   <li><b>Plan.</b> The step plans ({@link meta.spi.Step#plan}). Its snapshot includes the plans of the earlier steps. In addition to
 *       objects, a plan can contain probes, announcements, warnings, effects on other systems, and other
 *       {@linkplain meta.spi.Plan.Item items}. If the step throws a {@link meta.spi.PlanningException}, the call fails before it changes
 *       anything.
 *   <li><b>Changes.</b> When all steps have planned, an ADD applies the changes. An ADD that fails tries to undo its changes.
 *   <li><b>CHECK and DEL.</b> CHECK plans again. DEL calls {@link meta.spi.Step#release}, so that the step can undo what DEL does not undo
 *       by itself.
 * </ol>
 *
 * <p>Each call of a third-party step has a time limit ({@link meta.spi.Step}).
 *
 * <p>A third party can also provide a {@link meta.spi.PluginType}, which lists its steps by name. The runtime can call the type if the CNI
 * folder contains a symbolic link with the name of the type that leads to the plugins' executable. {@link meta.spi.ApiVersion} determines
 * which jars are loaded.
 */
@NullMarked
package meta.spi;

import org.jspecify.annotations.NullMarked;
