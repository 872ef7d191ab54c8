package meta.core.keep;

import java.util.function.Supplier;
import meta.core.record.AttachmentRecords;

/**
 * The attachments that a keeper repairs.
 *
 * @param records their records
 * @param unrecorded writes records for attachments that have none. It runs on the keeper's thread: once before anything else, and again each time
 *     that the folder of the records was removed
 * @param options returns a text that differs after a change of the node's options for all networks. The keeper calls it before it reads
 *     notifications, and repairs all attachments if the text differs
 */
public record KeptNode(AttachmentRecords records, Runnable unrecorded, Supplier<String> options) {
    /** {@return a node whose options never change and whose attachments are all recorded} */
    static KeptNode of(AttachmentRecords records) {
        return new KeptNode(records, () -> {}, () -> "");
    }
}
