/**
 * Keeps the network objects of attachments in the state that an ADD would create now, in a process that stays on the node.
 *
 * <p>{@link meta.core.keep.Keeper} starts a thread that runs {@link meta.core.keep.KeepLoop}. {@link meta.core.keep.AffectedAttachments}
 * decides which attachments a change may affect. {@link meta.core.keep.RepairSchedule} decides when each of them is repaired. {@link
 * meta.core.keep.AttachmentRepairer} makes the repair.
 *
 * <p>An orphan is an attachment whose network namespace no longer exists, but for which no DEL was called. The keeper removes orphans after
 * a pause ({@link meta.core.keep.OrphanWait}). Without a keeper, {@link meta.core.keep.CommandOrphanRemoval} removes them in a command.
 */
@NullMarked
package meta.core.keep;

import org.jspecify.annotations.NullMarked;
