package meta.core.keep;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.keep.KeepReport.Result;
import meta.core.keep.SweepOfTheDead.Life;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.netlink.netns.StrandedException;

/** Removes attachments whose network namespace is gone, and reports those whose namespace cannot be reached. */
final class DeadAttachments {
    private final PodIds ids;
    private final PodLives lives;
    private final Repairs repairs;
    private final KeepReport report;
    private final KeptStates states;
    private final KeepJournal journal;
    private final SweepOfTheDead sweep = new SweepOfTheDead();

    DeadAttachments(PodIds ids, Repairs repairs, KeepReport report, KeptStates states, KeepJournal journal) {
        this.ids = ids;
        this.lives = new PodLives(ids, new NodeProcesses(Path.of("/proc")));
        this.repairs = repairs;
        this.report = report;
        this.states = states;
        this.journal = journal;
    }

    /**
     * Checks the namespaces of all attachments.
     *
     * @param now milliseconds of a clock that never goes back
     */
    void look(Collection<AttachmentRecord> records, long now) {
        List<AttachmentRecord> all = List.copyOf(records);
        Map<String, Life> found = lives.look(all);
        Set<String> unreachable = lives.unreachable();
        Set<String> before = states.replaceUnreachable(unreachable);
        for (AttachmentRecord record : all) {
            boolean isComplete = record.progress() == Progress.COMPLETE;
            if (before.contains(record.key()) && unreachable.contains(record.key()) && isComplete) {
                journal.unreachable(record);
            } else if (isComplete && !ids.has(record.key()) && found.get(record.key()) == Life.ALIVE) {
                ids.put(record);
            }
        }
        List<String> due = sweep.due(found, now);
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
        } catch (RuntimeException e) { // a defect of ours; the other attachments are kept
            journal.notRemoved(record, e.toString());
        }
    }
}
