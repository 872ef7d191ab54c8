package meta.core.keep;

import java.util.List;
import java.util.function.Function;
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
     * @param cause why it is repaired, for the log
     * @param kept decides what its record says of repairs from now on, if this one changes something; it gets the changes as lines
     */
    RepairResult repair(AttachmentRecord record, String cause, Function<List<String>, Kept> kept);

    /** {@return whether nothing is left of an attachment whose network namespace is gone} */
    boolean remove(AttachmentRecord record);
}
