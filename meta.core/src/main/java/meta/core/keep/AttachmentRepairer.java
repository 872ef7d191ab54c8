package meta.core.keep;

import java.util.List;
import java.util.function.Function;
import meta.core.call.RepairResult;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.RepairHistory;

/**
 * Repairs and removes attachments for the keeper, on the keeper's thread, which is in the node's network namespace.
 *
 * <p>Both methods throw a {@link meta.netlink.netns.StrandedException} if the calling thread could not return from a pod's network
 * namespace; the thread must end. They throw an {@link OutOfMemoryError} if the JVM is out of memory; the process must end.
 */
public interface AttachmentRepairer {
    /**
     * Brings an attachment to the state that an ADD would create now, to the extent that the option {@code repair} allows.
     *
     * @param record the record with its contents, see {@link AttachmentRecord#withoutContents}
     * @param cause why the attachment is repaired
     * @param history returns the history of repairs for the record, given the changes. Called if the attachment was repaired, while the
     *     pod is locked
     * @return the result; a failure is a result, too
     */
    RepairResult repair(AttachmentRecord record, String cause, Function<List<String>, RepairHistory> history);

    /**
     * Removes an orphan as {@link meta.core.call.OrphanRemovalCall#remove} does, with the same result.
     *
     * @param record identifies the attachment; need not have its contents
     */
    boolean remove(AttachmentRecord record);
}
