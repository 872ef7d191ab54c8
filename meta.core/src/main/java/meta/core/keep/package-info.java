/**
 * Keeps the network objects of attachments in the state that an ADD would create now, in a process that stays on the node. An attachment is one NIC
 * of one pod in one network.
 *
 * <p>{@link meta.core.keep.Keeper} starts a thread that runs {@link meta.core.keep.KeepLoop}. A {@link meta.netlink.socket.MultiNamespaceMonitor} reports changes.
 * {@link meta.core.keep.AffectedAttachments} decides which attachments a change may affect. {@link meta.core.keep.RepairSchedule} decides when each
 * of these attachments is repaired. {@link meta.core.keep.AttachmentRepairer} makes the repair.
 *
 * <pre>{@code
 * Keeper keeper = Keeper.start(new KeeperInputs(records, adoption, options), new KeeperRepairs(services), report);
 * }</pre>
 *
 * <p>An orphan is an attachment whose network namespace no longer exists, but for which no DEL was called. {@link meta.core.keep.OrphanWait} decides
 * when the keeper removes an orphan. Without a keeper, {@link meta.core.keep.CommandOrphanRemoval} removes orphans in a command.
 */
@NullMarked
package meta.core.keep;

import org.jspecify.annotations.NullMarked;
