package meta.core.keep;

import java.util.function.Supplier;
import meta.core.record.AttachmentRecords;

/**
 * The attachments that a keeper repairs. The keeper calls both functions on its thread.
 *
 * @param records the records of the attachments
 * @param unrecorded writes records for attachments that have none. The keeper runs it once before anything else, and again each time that the
 *     folder of the records was removed
 * @param options returns a text that changes with the node's options for all networks. The keeper calls it before it reads notifications, and
 *     repairs all attachments if the text has changed
 */
public record KeeperInputs(AttachmentRecords records, Runnable unrecorded, Supplier<String> options) {
    /** {@return a node whose options never change and whose attachments are all recorded} */
    static KeeperInputs of(AttachmentRecords records) {
        return new KeeperInputs(records, () -> {}, () -> "");
    }
}
