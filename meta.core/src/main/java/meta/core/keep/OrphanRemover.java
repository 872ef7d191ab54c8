package meta.core.keep;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.keep.KeeperListener.Result;
import meta.core.keep.OrphanWait.Presence;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.netlink.netns.StrandedException;

/**
 * Removes orphans: attachments whose network namespace no longer exists, but for which the container runtime has not called DEL. Also
 * reports attachments whose network namespace may exist, but cannot be reached by the path in the record.
 */
final class OrphanRemover {
    private final PodNsids ids;
    private final NamespaceSearch namespaces;
    private final AttachmentRepairer repairs;
    private final KeeperListener report;
    private final KeptStates states;
    private final KeepJournal journal;
    private final OrphanWait wait = new OrphanWait();

    OrphanRemover(
            PodNsids ids, AttachmentRepairer repairs, KeeperListener report, KeptStates states, KeepJournal journal) {
        this.ids = ids;
        this.namespaces = new NamespaceSearch(ids, new NodeProcesses(Path.of("/proc")));
        this.repairs = repairs;
        this.report = report;
        this.states = states;
        this.journal = journal;
    }

    /**
     * Searches for the network namespaces of the attachments ({@link NamespaceSearch}). Removes each attachment whose namespace has been
     * missing for a minute or longer ({@link OrphanWait}). If a removal fails, the next call of this method tries again.
     *
     * <p>An attachment is unreachable if the path in its record does not lead to its namespace, although the namespace exists or may exist.
     * Passes the unreachable attachments to {@link KeptStates#replaceUnreachable}.
     *
     * <p>Two rules are for attachments with the progress {@link Progress#COMPLETE}. If such an attachment is unreachable in two searches in
     * a row, {@link KeepJournal#unreachable} reports it. If the nsid of its namespace is unknown and the path leads to the namespace, asks
     * the kernel for the nsid.
     *
     * @param now milliseconds of a clock that never goes back
     * @throws StrandedException if the calling thread could not return from a pod's network namespace; the thread must end
     * @throws meta.netlink.socket.NetlinkException as for {@link PodNsids}
     * @throws meta.netlink.message.MalformedMessageException as for {@link PodNsids}
     * @throws OutOfMemoryError if the JVM is out of memory; the process must end
     */
    void removeDue(Collection<AttachmentRecord> records, long now) {
        List<AttachmentRecord> all = List.copyOf(records);
        Map<String, Presence> found = namespaces.find(all);
        Set<String> unreachable = namespaces.unreachable();
        Set<String> before = states.replaceUnreachable(unreachable);
        for (AttachmentRecord record : all) {
            if (record.progress() != Progress.COMPLETE) {
                continue;
            }
            String key = record.key();
            if (before.contains(key) && unreachable.contains(key)) {
                journal.unreachable(record);
            } else if (!ids.has(key) && found.get(key) == Presence.PRESENT) {
                ids.put(record);
            }
        }
        List<String> due = wait.due(found, now);
        if (due.isEmpty()) {
            return;
        }
        all.stream().filter(record -> due.contains(record.key())).forEach(this::remove);
    }

    private void remove(AttachmentRecord record) {
        try {
            if (repairs.remove(record)) {
                report.ended(record.type(), Result.REMOVED);
                journal.removed(record);
            }
        } catch (StrandedException e) {
            throw e; // this thread is in the wrong namespace
        } catch (RuntimeException e) { // a defect in this program must not end the repairs of other attachments
            journal.notRemoved(record, e.toString());
        }
    }
}
