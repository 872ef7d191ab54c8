/**
 * Computes the changes that lead from the kernel's present state to the planned state, and applies them. If a change cannot be
 * applied, the applied changes are rolled back, if possible.
 *
 * <p>{@link meta.core.reconcile.Difference} is a pure function from plans and a snapshot to {@link meta.core.reconcile.Changes}. {@link
 * meta.core.reconcile.ChangeApplier} applies changes.
 *
 * <pre>{@code
 * Changes changes = Difference.between(List.of(new StepPlan("setupRoutes", plan)), snapshot);
 * switch (new ChangeApplier(kernel, owners).apply(changes)) {
 *     case ApplyResult.Complete _ -> {}
 *     case ApplyResult.RolledBack back -> log(back.rejected().reply(), back.leftBehind());
 * }
 * }</pre>
 *
 * <h2>The states of one change</h2>
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
 *      | acknowledged    | as planned  |    | no alternative  |
 *      |                 |             |    +--------+--------+
 *      +--- alternative request -------+             |
 *           (at most twice)                          |  the changes that are applied or partly
 *                                                    |  applied are undone
 *                                                    v
 *                                               inverse sent ---------+
 *                                                    |                | rejected
 *                                                    | acknowledged   | (after repetition)
 *                                                    v                v
 *                                               rolled back      left behind
 * </pre>
 *
 * An alternative is another request for the same change: a replacement of the existing object, or an IPv6 route without its preferred
 * source. {@code ErrnoPolicy} describes which rejection leads to which state. A change that cannot be sent counts as
 * rejected. A removal ({@link meta.core.reconcile.ChangeApplier#remove}) rolls nothing back.
 */
@NullMarked
package meta.core.reconcile;

import org.jspecify.annotations.NullMarked;
