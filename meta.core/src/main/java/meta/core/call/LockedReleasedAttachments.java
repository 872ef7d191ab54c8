package meta.core.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecords;
import meta.netlink.netns.LockFolder;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceFlock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The released attachments ({@link AttachmentRecord#isReleased}) that a GC cleans up after. Their pods, except those that {@link #lock}
 * does not lock, stay locked until {@link #close}, because a DEL could undo the same effects at the same time.
 */
final class LockedReleasedAttachments implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(LockedReleasedAttachments.class);

    private final LockFolder folder;
    private final Map<String, NamespaceFlock> locks = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final List<AttachmentRecord> records = new ArrayList<>();

    private LockedReleasedAttachments(LockFolder folder) {
        this.folder = folder;
    }

    /**
     * Locks the pods of attachments without waiting, and then reads their records again. The result lacks the attachments of a pod that
     * cannot be locked, and those whose record no longer shows a released attachment of the same pod. If a record does not identify its
     * pod, or the {@link LockFolder} cannot be used, the attachment needs no lock.
     *
     * @param found records that were read before
     * @return the attachments, which the caller closes
     */
    static LockedReleasedAttachments lock(List<AttachmentRecord> found, AttachmentRecords all, LockFolder folder) {
        LockedReleasedAttachments released = new LockedReleasedAttachments(folder);
        try {
            for (AttachmentRecord record : found) {
                released.add(record, all);
            }
            return released;
        } catch (RuntimeException | Error e) {
            released.close();
            throw e;
        }
    }

    private void add(AttachmentRecord found, AttachmentRecords all) {
        if (!isLocked(found.pod())) {
            return;
        }
        Optional<AttachmentRecord> now = all.find(found.key());
        if (now.isPresent() && now.get().isReleased() && now.get().pod().equals(found.pod())) {
            records.add(now.get());
        }
    }

    /**
     * {@return whether the attachments of the pod can be cleaned up}
     *
     * @param pod the identity of the pod's network namespace; may be empty
     */
    private boolean isLocked(String pod) {
        if (pod.isEmpty() || locks.containsKey(pod)) {
            return true;
        }
        if (busy.contains(pod)) {
            return false;
        }
        try {
            NamespaceFlock lock = folder.lock(pod, Duration.ZERO);
            locks.put(pod, lock);
            if (!lock.remark().isEmpty()) {
                LOG.warn("the lock of the pod: {}", lock.remark());
            }
            return true;
        } catch (NamespaceException e) {
            busy.add(pod);
            LOG.info("the attachments of a pod stay, because the pod cannot be locked: {}", e.getMessage());
            return false;
        }
    }

    /** {@return the records as {@link #lock} has read them again} */
    List<AttachmentRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public void close() {
        for (NamespaceFlock lock : locks.values()) {
            lock.close();
        }
    }
}
