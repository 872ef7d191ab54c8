/**
 * Computes the changes between the kernel's state and the planned one, and applies them: all of them or none.
 *
 * <p>{@link meta.core.reconcile.Difference} is a pure function: plans and a snapshot in, {@link meta.core.reconcile.Changes} out. A
 * {@link meta.core.reconcile.Change} contains the object before and after, so its inverse undoes it. The dry run prints the changes, CHECK
 * passes if there are none, and {@link meta.core.reconcile.Engine} applies them. No other class applies changes.
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
 * The engine divides the changes into {@code Batches}, which it applies one after the other. The requests of a batch are sent together. The creation
 * of a device takes up to three requests, each of which is sent only if the one before was acknowledged.
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
 * An alternative is a different request for the same change: a replacement of the object that exists already, or an IPv6 route without its preferred
 * source. The alternative may be rejected too. {@code ErrnoPolicy} decides by the errno to which state a rejection leads. The states before the
 * rollback are the variants of {@code ChangeResult}; {@link meta.core.reconcile.ApplyResult} reports the final ones.
 *
 * <p>A removal ({@link meta.core.reconcile.Engine#remove}), as for DEL and GC, rolls nothing back. It continues after a rejected change, and
 * {@link meta.core.reconcile.RemoveResult} contains the changes that are not in effect.
 */
@NullMarked
package meta.core.reconcile;

import org.jspecify.annotations.NullMarked;
