package meta.core.keep;

import java.util.function.Supplier;
import meta.core.record.AttachmentRecords;

/**
 * What a keeper needs from its node. The keeper calls both callbacks on its thread.
 *
 * @param unrecorded writes records for attachments that have none; called at the start, and when the folder of the records was removed
 * @param options returns a text that changes with the node's options for all networks; after a change, the keeper repairs all attachments
 */
public record KeeperInputs(AttachmentRecords records, Runnable unrecorded, Supplier<String> options) {
    /** {@return inputs with these records only} */
    static KeeperInputs of(AttachmentRecords records) {
        return new KeeperInputs(records, () -> {}, () -> "");
    }
}
