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
     * Repairs an attachment.
     *
     * @param cause why it is repaired, for the log
     * @param kept called with the changes, one line each, if there are any; returns the new entry about repairs for the attachment's record
     */
    RepairResult repair(AttachmentRecord record, String cause, Function<List<String>, Kept> kept);

    /** {@return whether all objects of an attachment, whose network namespace no longer exists, were removed} */
    boolean remove(AttachmentRecord record);
}
