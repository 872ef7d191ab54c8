package meta.core.keep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import meta.core.kernel.PodLocks;
import meta.core.record.AttachmentRecord;
import meta.core.record.KnownAttachments;
import meta.core.record.KnownAttachments.Known;
import meta.core.record.KnownAttachments.Source;
import meta.netlink.netns.NamespaceFlock;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.unix.IoErrorText;

/**
 * Writes records for attachments that have no readable record, but are in the result cache of the container runtime.
 *
 * <p>A record is written under the lock of the pod ({@link PodLocks#take}), where the conditions are checked again. Otherwise, it could
 * replace the record of an ADD, or be written after a DEL.
 *
 * @param types returns the plugin types whose attachments get a record
 * @param host the identity of the node's network namespace
 * @param report receives messages for the administrator, one line each
 */
public record Adoption(KnownAttachments known, Supplier<Set<String>> types, String host, Consumer<String> report)
        implements Runnable {
    @Override
    public void run() {
        int adopted = 0;
        for (Known each : known.list(types.get(), host).attachments()) {
            if (each.source() == Source.RESULT_CACHE && isWritten(each.record())) {
                adopted++;
            }
        }
        if (adopted > 0) {
            report.accept(
                    adopted
                            + " attachments without a record were found in the cache of the container runtime and are repaired from now on");
        }
    }

    private boolean isWritten(AttachmentRecord record) {
        try (NetworkNamespace pod =
                        NetworkNamespace.open(Path.of(record.attachment().netns()));
                NamespaceFlock _ = PodLocks.take(pod)) {
            if (pod.identity().equals(record.pod()) && isUnrecorded(record)) {
                known.records().write(record);
                return true;
            }
            return false;
        } catch (IOException e) {
            report.accept(KeepJournal.line(
                    "an attachment is not repaired, because it cannot be recorded: " + new IoErrorText(e).line()));
            return false;
        }
    }

    private boolean isUnrecorded(AttachmentRecord record) {
        return known.records().find(record.key()).isEmpty() && known.cache().has(record);
    }
}
