package meta.core.keep;

import meta.core.call.RepairResult;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Kept;

/**
 * What the keeper does to attachments.
 *
 * <p>{@link CallRepairs} is the implementation. The interface exists so that tests can count repairs and let them fail.
 */
public interface Repairs {
    /**
     * Repairs an attachment.
     *
     * @param changed what its record says of repairs from now on, if this one changes something
     */
    RepairResult repair(AttachmentRecord record, Kept changed);

    /** {@return whether nothing is left of an attachment whose network namespace is gone} */
    boolean remove(AttachmentRecord record);
}
