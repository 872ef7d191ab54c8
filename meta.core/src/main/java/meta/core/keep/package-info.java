/**
 * Keeps the objects of attachments in the state that an ADD would create now, in a process that stays on the node.
 *
 * <p>{@link meta.core.keep.Keeper} starts a thread that runs {@link meta.core.keep.KeepLoop}: a {@link meta.netlink.socket.Monitor} reports changes,
 * {@link meta.core.keep.AffectedAttachments} decides which attachments a change may affect, {@link meta.core.keep.RepairSchedule} decides when each
 * of these is repaired, and {@link meta.core.keep.Repairs} repairs it.
 *
 * <pre>{@code
 * Keeper keeper = Keeper.start(new KeeperInputs(records, adoption, options), new CallRepairs(services), report);
 * }</pre>
 *
 * <p>{@link meta.core.keep.OrphanWait} decides when an orphan is removed. {@link meta.core.keep.OrphanSweep} removes orphans for commands, without a
 * keeper.
 */
@NullMarked
package meta.core.keep;

import org.jspecify.annotations.NullMarked;
