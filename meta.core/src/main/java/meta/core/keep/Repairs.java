package meta.core.keep;

import java.util.List;
import java.util.function.Function;
import meta.core.call.RepairResult;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.RepairHistory;

/**
 * Repairs and removes attachments for the keeper.
 *
 * <p>Both methods throw a {@link meta.netlink.netns.StrandedException} if the calling thread is in a pod's namespace and must end, and an {@link
 * OutOfMemoryError} if the process must end.
 */
public interface Repairs {
    /**
     * Repairs an attachment. A failure is a result, not an exception.
     *
     * @param record the record, complete
     * @param cause why the attachment is repaired
     * @param history called after a repair that has changed something, while the pod is locked. Receives the changes, one line each, and returns what
     *     the record then contains about repairs
     */
    RepairResult repair(AttachmentRecord record, String cause, Function<List<String>, RepairHistory> history);

    /**
     * Removes an orphan: its objects on the host, its effects and its record.
     *
     * @param record identifies the attachment; its contents may be missing
     * @return whether nothing is left; false also if another call has replaced or removed the record
     */
    boolean remove(AttachmentRecord record);
}
