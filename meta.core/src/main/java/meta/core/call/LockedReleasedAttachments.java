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
 * The attachments that a GC cleans up after: released ones ({@link AttachmentRecord#isReleased}) whose pods no other call has locked. This
 * object holds its locks of pods until {@link #close}, because a DEL could undo the same effects at the same time.
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
     * Locks the pods of attachments, and then reads their records again. Does not wait for a lock. The result lacks the attachments of a
     * pod if the attempt to lock the pod fails, for example because another call holds the lock. It also lacks those that are no longer
     * released, have no readable record any more, or now belong to another pod. If a record lacks the identity of its pod's namespace, or
     * the {@link LockFolder} cannot be used, the pod is not locked, but the attachment is in the result.
     *
     * @param found the records of released attachments, read before their pods are locked
     * @param all the records from which these records are read again
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
     * {@return whether the attachments of the pod can be cleaned up; false if the attempt to lock the pod fails} Tries to lock a pod only
     * once, and does not try if {@code pod} is empty.
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

    /** {@return the records of the attachments, as {@link #lock} has read them again} */
    List<AttachmentRecord> records() {
        return List.copyOf(records);
    }

    /** Unlocks the pods. */
    @Override
    public void close() {
        for (NamespaceFlock lock : locks.values()) {
            lock.close();
        }
    }
}
