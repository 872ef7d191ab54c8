package meta.core.keep;

import java.util.function.Supplier;
import meta.core.record.AttachmentRecords;

/**
 * What a keeper needs from its node: the records of the attachments, and two callbacks, {@code unrecorded} and {@code options}, which it calls on its
 * thread.
 *
 * @param records the records of the attachments
 * @param unrecorded writes records for attachments that have none. The keeper runs it when its thread starts, also if this thread replaces one
 *     that could not return from a pod's namespace, and each time that the folder of the records was removed
 * @param options returns a text that changes with the node's options for all networks. The keeper calls it before it reads notifications, and
 *     repairs all attachments if the text has changed
 */
public record KeeperInputs(AttachmentRecords records, Runnable unrecorded, Supplier<String> options) {
    /** {@return inputs with these records only: {@code unrecorded} does nothing, and {@code options} never changes} */
    static KeeperInputs of(AttachmentRecords records) {
        return new KeeperInputs(records, () -> {}, () -> "");
    }
}
