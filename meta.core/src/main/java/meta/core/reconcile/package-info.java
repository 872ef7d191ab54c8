/**
 * Computes the changes between the kernel's state and the planned one, and applies them: all of them or none.
 *
 * <p>{@link meta.core.reconcile.Difference} is a pure function: plans and a snapshot in, {@link meta.core.reconcile.Changes} out. A
 * {@link meta.core.reconcile.Change} contains the object before and after, so that its inverse undoes it. {@link meta.core.reconcile.Engine} applies
 * changes.
 *
 * <pre>{@code
 * Changes changes = Difference.between(List.of(new StepPlan("setupRoutes", plan)), snapshot);
 * switch (new Engine(kernel, owners).apply(changes)) {
 *     case ApplyResult.Complete _ -> {}
 *     case ApplyResult.RolledBack back -> log(back.rejected().reply(), back.leftBehind());
 * }
 * }</pre>
 *
 * <h2>The states of one change</h2>
 *
 * The engine applies {@code Batches} of changes one after the other. The creation of a device takes up to three requests, each of which is sent only
 * after the success of the one before.
 *
 * <pre>
 *   planned
 *      |  its requests are sent with the batch
 *      v
 *    sent ---------------+---------------+--------------------+
 *      |                 |               |                    | rejected after a part of it
 *      | acknowledged    | gone already  | rejected           | was acknowledged, or no reply
 *      v                 v               v                    v
 *   applied          unchanged       rejected          partly applied
 *      ^                 ^             |    |                 |
 *      | acknowledged    | as wanted   |    | no alternative  |
 *      |                 |             |    +--------+--------+
 *      +--- alternative request -------+             |
 *           (at most twice)                          |  the changes that are applied or partly
 *                                                    |  applied are undone, the last first
 *                                                    v
 *                                               inverse sent ---------+
 *                                                    |                | rejected
 *                                                    | acknowledged   | (after repetition)
 *                                                    v                v
 *                                               rolled back      left behind
 * </pre>
 *
 * An alternative is another request for the same change: a replacement of the existing object, or an IPv6 route without its preferred source.
 * {@code ErrnoPolicy} describes which rejection leads to which state.
 *
 * <p>A removal ({@link meta.core.reconcile.Engine#remove}) rolls nothing back and continues after a rejected change.
 */
@NullMarked
package meta.core.reconcile;

import org.jspecify.annotations.NullMarked;
