package meta.core.keep;

import java.util.function.Supplier;
import meta.core.record.AttachmentRecords;

/**
 * What a keeper reads from its node. The keeper calls both callbacks on its thread.
 *
 * @param records the attachment records of the node
 * @param unrecorded writes records for attachments that have none; called when the keeper starts or replaces its thread, and after the
 *     folder of the records was removed
 * @param options returns a text that changes when the node's options for all networks change; after a change, the keeper checks the
 *     attachments again and repairs them if necessary
 */
public record KeeperInputs(AttachmentRecords records, Runnable unrecorded, Supplier<String> options) {
    /** {@return inputs that never record an attachment, and whose options never change} */
    static KeeperInputs of(AttachmentRecords records) {
        return new KeeperInputs(records, () -> {}, () -> "");
    }
}
