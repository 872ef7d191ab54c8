/**
 * How a step is written: it looks at what is and says what should be there.
 *
 * <p>A {@link meta.spi.Step} is a pure function from a {@link meta.spi.StepContext} to a {@link meta.spi.Plan}. The framework
 * observes both namespaces once, folds the plans of a pipeline's steps into one, and does the rest for every step alike:
 * ADD applies the difference between plan and snapshot, {@code metactl plan} prints it, CHECK passes when there is none, and a
 * failed ADD is undone by its inverse. A step therefore never talks to the kernel, keeps no state, and needs no root to be
 * tested.
 *
 * <p>This is the whole of a step that gives the pod's NIC a larger MTU, and of the provider that a module (or a file in
 * {@code META-INF/services}) names:
 *
 * {@snippet file="meta/spi/example/JumboFrames.java" region="step"}
 *
 * <p>How a step lives:
 *
 * <ol>
 *   <li>It is <b>found</b> by its {@link meta.spi.StepProvider}, in a module of the image or in a jar of a step folder, and says once what
 *       it is: name, place, options ({@link meta.spi.StepDeclaration}). Its options are checked before it is asked for anything.
 *   <li>It <b>asks</b> for what not every snapshot holds ({@link meta.spi.Step#questions}), and again with the answers, three times at
 *       the most.
 *   <li>It <b>plans</b> ({@link meta.spi.Step#plan}), seeing the snapshot as the plans of the steps before would leave it. What it returns
 *       can be objects that must exist or must not, a link for the result of the call ({@link meta.spi.Plan.Report}), a probe for
 *       an address on the link ({@link meta.spi.Plan.Probe}), an announcement of one ({@link meta.spi.Plan.Announce}), or a
 *       warning for the log ({@link meta.spi.Plan.Warning}). A {@link meta.spi.PlanningException} fails the call before anything
 *       is changed.
 *   <li>When all have planned, the changes are <b>applied</b>, or, where the kernel refuses one, all undone.
 *   <li>CHECK has it plan once more. DEL asks no step: it takes away what carries our mark ({@link meta.spi.net.Ownership}).
 * </ol>
 *
 * <p>A step of a third party has a limited time to answer, {@code step_time_limit}. Whatever it throws, and a plan that cannot be, is the
 * call's error, with the names of step and jar.
 *
 * <p>A third party can also bring a whole {@link meta.spi.PluginType}, which lists its steps by name; a link of that name to the image's
 * launcher calls it. {@link meta.spi.ApiVersion} says what runs on what.
 *
 * <p>The three words to know: a {@link meta.spi.Snapshot} is what is, a {@link meta.spi.Plan} is what should be, and the
 * changes are the difference.
 */
@NullMarked
package meta.spi;

import org.jspecify.annotations.NullMarked;
