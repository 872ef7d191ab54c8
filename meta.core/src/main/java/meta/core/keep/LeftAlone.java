package meta.core.keep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import meta.core.kernel.PodLocks;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Kept;
import meta.core.record.AttachmentRecords;
import meta.netlink.netns.NamespaceLock;
import meta.netlink.netns.NetworkNamespace;

/**
 * Notes in the record of an attachment that it is left alone. Holds the lock of the pod, so that no call replaces the record meanwhile.
 *
 * @param records the records
 * @param record the record as it was read
 * @param pod the namespace of the pod
 * @param lock the lock
 */
record LeftAlone(AttachmentRecords records, AttachmentRecord record, NetworkNamespace pod, NamespaceLock lock)
        implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    /** @throws IOException if the namespace cannot be opened, or a call for the pod runs */
    static LeftAlone open(AttachmentRecords records, AttachmentRecord record) throws IOException {
        NetworkNamespace pod = NetworkNamespace.open(Path.of(record.attachment().netns()));
        try {
            return new LeftAlone(records, record, pod, PodLocks.folder().lock(pod, TIMEOUT));
        } catch (IOException | RuntimeException e) {
            pod.close();
            throw e;
        }
    }

    /** @throws IOException if the record cannot be written */
    void write(Kept kept) throws IOException {
        Optional<AttachmentRecord> now = records.find(record.key());
        if (now.isPresent() && now.get().time().equals(record.time())) {
            records.write(now.get().with(new Kept(kept.repairs(), true, kept.cause())));
        }
    }

    @Override
    public void close() {
        lock.close();
        pod.close();
    }
}
