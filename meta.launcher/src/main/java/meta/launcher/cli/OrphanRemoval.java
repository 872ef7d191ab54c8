package meta.launcher.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import meta.core.keep.OrphanSweep;
import meta.core.keep.OrphanSweep.Orphan;
import meta.core.record.AttachmentRecord;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.pods.NodeAttachments;

/**
 * Removes the objects and records of orphans, and prints a line for each.
 *
 * @param found the attachments whose path does not lead to their network namespace, by the keys of their records
 * @param isDryRun whether nothing is changed
 */
record OrphanRemoval(
        NodeAttachments node, OrphanSweep sweep, Map<String, Orphan> found, AttachmentReport report, boolean isDryRun) {
    private static final String GONE =
            "the pod's network namespace no longer exists, and the runtime has not called DEL";

    enum Outcome {
        /** The attachment was removed, or would be removed without a dry run. */
        REMOVED,
        /** The attachment cannot be removed. The log of the plugin has the reason. */
        FAILED,
        /** The attachment stays: it may not be an orphan, its removal is not due yet, or another call has replaced or removed its record. */
        STAYS
    }

    /**
     * {@return the removal of the orphans of a node} Without a dry run, notes the orphans: an orphan is removed only if it was noted at least a
     * minute before. If the orphans cannot be noted, an error is printed.
     */
    static OrphanRemoval on(NodeAttachments node, AttachmentReport report, boolean isDryRun, StandardStreams streams) {
        OrphanSweep sweep = node.orphans();
        List<AttachmentRecord> records = node.records();
        Instant now = Instant.now();
        Map<String, Orphan> found = sweep.find(records, now);
        if (!isDryRun) {
            try {
                sweep.note(records, found, now);
            } catch (IOException e) {
                streams.err().println("metactl repair: orphans are not noted, so none is removed later: " + e);
            }
        }
        return new OrphanRemoval(node, sweep, found, report, isDryRun);
    }

    /** {@return a removal for which no attachment is an orphan} */
    static OrphanRemoval none(NodeAttachments node, AttachmentReport report, boolean isDryRun) {
        return new OrphanRemoval(node, node.orphans(), Map.of(), report, isDryRun);
    }

    /** {@return whether the path of the attachment does not lead to its network namespace} */
    boolean isOrphan(Known attachment) {
        return found.containsKey(attachment.record().key());
    }

    /** Handles an attachment for which {@link #isOrphan} is true: removes it if that is due and this is no dry run. Prints a line in every case. */
    Outcome handle(Known attachment) {
        AttachmentRecord record = attachment.record();
        return switch (found.getOrDefault(record.key(), Orphan.UNCERTAIN)) {
            case UNCERTAIN -> {
                print(
                        attachment,
                        "orphaned: its path does not lead to the pod's network namespace, which may still exist");
                yield Outcome.STAYS;
            }
            case WAITING -> {
                print(attachment, "orphaned: " + GONE + "; removed by `metactl repair --all` after a minute");
                yield Outcome.STAYS;
            }
            case DUE -> isDryRun ? wouldRemove(attachment) : remove(attachment);
        };
    }

    private Outcome wouldRemove(Known attachment) {
        print(attachment, "to remove: " + GONE);
        return Outcome.REMOVED;
    }

    private Outcome remove(Known attachment) {
        if (sweep.remove(attachment.record())) {
            print(attachment, "removed: " + GONE);
            return Outcome.REMOVED;
        }
        if (!node.isCurrent(attachment.record())) {
            print(attachment, "not removed: another call has just replaced or removed its record");
            return Outcome.STAYS;
        }
        print(attachment, "not removed: the log of the plugin has the reason");
        return Outcome.FAILED;
    }

    private void print(Known attachment, String text) {
        report.print(attachment, text, List.of());
    }
}
