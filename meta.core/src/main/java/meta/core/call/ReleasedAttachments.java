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
import meta.netlink.netns.NamespaceLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The released attachments that a GC cleans up. Their pods are locked until {@link #close}, because a DEL could undo the same effects at the same
 * time.
 */
final class ReleasedAttachments implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(ReleasedAttachments.class);

    private final LockFolder folder;
    private final Map<String, NamespaceLock> locks = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final List<AttachmentRecord> records = new ArrayList<>();

    private ReleasedAttachments(LockFolder folder) {
        this.folder = folder;
    }

    /**
     * Locks the pods of attachments, and reads their records again. Leaves out attachments of a pod that another call has locked, without waiting,
     * and attachments that are no longer released.
     *
     * @param found the records of released attachments, read before their pods are locked
     */
    static ReleasedAttachments lock(List<AttachmentRecord> found, AttachmentRecords all, LockFolder folder) {
        ReleasedAttachments released = new ReleasedAttachments(folder);
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
        if (now.isPresent() && now.get().isReleased()) {
            records.add(now.get());
        }
    }

    /** {@return whether this call has locked the pod, now or before; also true if the pod cannot be locked at all} */
    private boolean isLocked(String pod) {
        if (pod.isEmpty() || locks.containsKey(pod)) {
            return true;
        }
        if (busy.contains(pod)) {
            return false;
        }
        try {
            NamespaceLock lock = folder.lock(pod, Duration.ZERO);
            locks.put(pod, lock);
            if (!lock.remark().isEmpty()) {
                LOG.warn("the lock of the pod: {}", lock.remark());
            }
            return true;
        } catch (NamespaceException e) {
            busy.add(pod);
            LOG.info("left to another call: {}", e.getMessage());
            return false;
        }
    }

    List<AttachmentRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public void close() {
        for (NamespaceLock lock : locks.values()) {
            lock.close();
        }
    }
}
