package meta.core.keep;

import java.util.List;
import java.util.function.Function;
import meta.core.call.RepairResult;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Kept;

/**
 * Repairs and removes attachments for the keeper.
 *
 * <p>{@link CallRepairs} is the implementation. The interface exists so that tests can count repairs and make them fail.
 */
public interface Repairs {
    /**
     * Repairs an attachment. A repair that fails does not throw; its result contains the failure.
     *
     * @throws meta.netlink.netns.StrandedException if the calling thread is in the pod's namespace: it must end
     * @throws OutOfMemoryError if the heap is used up: the process must end
     * @param cause why it is repaired, for the log
     * @param kept called after a repair that has changed something, before another call for the pod can begin. It receives the changes, one line
     *     each, and returns what the attachment's record then says about its repairs
     */
    RepairResult repair(AttachmentRecord record, String cause, Function<List<String>, Kept> kept);

    /**
     * Removes the objects of an attachment whose network namespace no longer exists from the host, and its record.
     *
     * @return whether nothing is left; false also if another call has replaced or removed the record since it was read
     * @throws meta.netlink.netns.StrandedException as for {@link #repair}
     * @throws OutOfMemoryError as for {@link #repair}
     */
    boolean remove(AttachmentRecord record);
}
