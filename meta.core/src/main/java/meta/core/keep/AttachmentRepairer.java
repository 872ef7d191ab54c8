package meta.core.keep;

import java.util.List;
import java.util.function.Function;
import meta.core.call.RepairResult;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.RepairHistory;

/**
 * Repairs and removes attachments for the keeper, on the keeper's thread. The thread is in the node's network namespace.
 *
 * <p>Both methods throw a {@link meta.netlink.netns.StrandedException} if the calling thread could not return from a pod's network namespace; the
 * thread must end. They throw an {@link OutOfMemoryError} if the JVM is out of memory; the process must end.
 */
public interface AttachmentRepairer {
    /**
     * Repairs an attachment: changes its network objects and effects, to the extent that the option {@code repair} allows, to the state
     * that an ADD would create now.
     *
     * @param record the record of the attachment, with the contents that {@link AttachmentRecord#withoutContents} removes
     * @param cause why the attachment is repaired, for the log
     * @param history called while the pod is locked, if the result is {@link RepairResult.Repaired}. Gets the changes of the result, and
     *     returns the history of repairs for the record
     * @return the result; a failure is a result, too
     */
    RepairResult repair(AttachmentRecord record, String cause, Function<List<String>, RepairHistory> history);

    /**
     * Removes an orphan: its objects on the host, its effects and its record. If the recorded inputs are invalid, removes at most the
     * record.
     *
     * @param record identifies the attachment; need not have its contents
     * @return whether the removal is complete, as for {@link meta.core.call.OrphanRemovalCall#remove}
     */
    boolean remove(AttachmentRecord record);
}
