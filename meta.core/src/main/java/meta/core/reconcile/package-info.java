/**
 * From what is and what should be to the changes between, and those made in the kernel: all of them, or none.
 *
 * <p>{@link meta.core.reconcile.Difference} is pure: plans and a snapshot in, {@link meta.core.reconcile.Changes} out. A
 * {@link meta.core.reconcile.Change} knows before and after, so its inverse is the roll-back. {@code Engine} is the only
 * class that changes the kernel.
 *
 * <pre>{@code
 * Changes changes = Difference.between(List.of(new StepPlan("setupRoutes", plan)), snapshot);
 * switch (new Engine(kernel).apply(changes)) {
 *     case ApplyResult.Complete _ -> {}
 *     case ApplyResult.RolledBack back -> log(back.reply());
 *     case ApplyResult.Stuck stuck -> log(stuck.leftBehind());
 * }
 * }</pre>
 */
@NullMarked
package meta.core.reconcile;

import org.jspecify.annotations.NullMarked;
