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

/** Removes orphans, and reports unreachable attachments. */
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
     * Removes the orphans that are due ({@link OrphanWait}). If a removal fails, the next call of this method tries again.
     *
     * <p>Also finds the unreachable attachments ({@link NamespaceSearch#unreachable}). A {@linkplain Progress#COMPLETE complete} attachment
     * that is unreachable in two calls in a row is passed to the {@link KeepJournal}.
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
