package meta.core.keep;

import java.util.function.Supplier;
import meta.core.record.AttachmentRecords;

/**
 * The attachments that a keeper repairs.
 *
 * @param records their records
 * @param unrecorded writes records for attachments that have none; runs once on the keeper's thread, before anything else
 * @param options a text that changes when the node's options for all networks change, which may change the plans of all attachments
 */
public record KeptNode(AttachmentRecords records, Runnable unrecorded, Supplier<String> options) {
    /** {@return a node whose options never change and whose attachments are all recorded} */
    static KeptNode of(AttachmentRecords records) {
        return new KeptNode(records, () -> {}, () -> "");
    }
}
