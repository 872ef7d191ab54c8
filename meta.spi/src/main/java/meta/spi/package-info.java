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
 * <p>The three words to know: a {@link meta.spi.Snapshot} is what is, a {@link meta.spi.Plan} is what should be, and the
 * changes are the difference.
 */
@NullMarked
package meta.spi;

import org.jspecify.annotations.NullMarked;
