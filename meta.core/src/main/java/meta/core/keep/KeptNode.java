package meta.core.keep;

import java.util.function.Supplier;
import meta.core.record.AttachmentRecords;

/**
 * The attachments that a keeper keeps.
 *
 * @param records where they are recorded
 * @param unrecorded runs once on the thread of the keeper, before anything else: it records attachments that are known from elsewhere
 * @param options a text that changes when the options for all networks of the node change; the plans of all attachments may then differ
 */
public record KeptNode(AttachmentRecords records, Runnable unrecorded, Supplier<String> options) {
    /** {@return a node whose options never change and whose attachments are all recorded} */
    static KeptNode of(AttachmentRecords records) {
        return new KeptNode(records, () -> {}, () -> "");
    }
}
