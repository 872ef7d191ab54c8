package meta.core.keep;

import java.util.function.Supplier;
import meta.core.record.AttachmentRecords;

/**
 * What a keeper reads from its node. The keeper calls both callbacks on its thread.
 *
 * @param records the attachment records of the node
 * @param unrecorded writes records for attachments that have none
 * @param options returns a text that changes when the node's options for all networks change
 */
public record KeeperInputs(AttachmentRecords records, Runnable unrecorded, Supplier<String> options) {
    /** {@return inputs whose callbacks do nothing} */
    static KeeperInputs of(AttachmentRecords records) {
        return new KeeperInputs(records, () -> {}, () -> "");
    }
}
