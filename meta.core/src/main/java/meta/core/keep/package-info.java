/**
 * Keeps attachments as their ADD made them, in a process that stays on the node.
 *
 * <p>{@link meta.core.keep.Keeper} starts the thread. {@link meta.core.keep.KeepLoop} is what it does: a {@link meta.netlink.socket.Monitor} reports
 * what changes on the node and in its pods, {@link meta.core.keep.Dependents} decides which attachments it may affect,
 * {@link meta.core.keep.RepairSchedule} when each is repaired, and {@link meta.core.keep.Repairs} repairs it:
 *
 * <pre>{@code
 * Keeper keeper = Keeper.start(new KeptNode(records, adoption, options), new CallRepairs(services), report);
 * }</pre>
 *
 * <p>An attachment whose network namespace is gone without a DEL is removed from the node after a minute, see
 * {@link meta.core.keep.SweepOfTheDead}.
 *
 * <p>Nothing that a pod does can cost more than a bounded share of this one thread, which has a lower priority than calls.
 */
@NullMarked
package meta.core.keep;

import org.jspecify.annotations.NullMarked;
