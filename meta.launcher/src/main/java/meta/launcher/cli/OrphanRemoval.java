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
 * Removes attachments without a network namespace from the node, and prints a line for each.
 *
 * @param sweep finds and removes them
 * @param found the orphans that were found
 * @param report prints the lines
 * @param isDryRun whether nothing is changed
 */
record OrphanRemoval(OrphanSweep sweep, Map<String, Orphan> found, AttachmentReport report, boolean isDryRun) {
    private static final String GONE = "the pod's network namespace no longer exists, and no DEL has come";

    /** The result for one attachment. */
    enum Outcome {
        /** It was removed, or would be. */
        REMOVED,
        FAILED,
        /** It stays for now. */
        STAYS
    }

    /** {@return the orphans of a node; unless it is a dry run, they are noted for the next command} */
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
        return new OrphanRemoval(sweep, found, report, isDryRun);
    }

    /** {@return no orphans} */
    static OrphanRemoval none(NodeAttachments node, AttachmentReport report, boolean isDryRun) {
        return new OrphanRemoval(node.orphans(), Map.of(), report, isDryRun);
    }

    boolean isOrphan(Known attachment) {
        return found.containsKey(attachment.record().key());
    }

    /** Removes an orphan if it is due. */
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
        boolean isRemoved = sweep.remove(attachment.record());
        print(attachment, isRemoved ? "removed: " + GONE : "not removed: the log of the plugin has the reason");
        return isRemoved ? Outcome.REMOVED : Outcome.FAILED;
    }

    private void print(Known attachment, String text) {
        report.print(attachment, text, List.of());
    }
}
