package meta.launcher.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import meta.core.keep.CommandOrphanRemoval;
import meta.core.keep.CommandOrphanRemoval.Orphan;
import meta.core.record.AttachmentRecord;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.pods.NodeAttachments;

/**
 * Removes orphans whose removal is due. Prints a line for each attachment with an {@link Orphan} state.
 *
 * @param found the result of {@link CommandOrphanRemoval#find}, or an empty map
 * @param isDryRun whether lines are printed and nothing is changed
 */
record PrintedOrphanRemoval(
        NodeAttachments node,
        CommandOrphanRemoval sweep,
        Map<String, Orphan> found,
        AttachmentReport report,
        boolean isDryRun) {
    private static final String GONE =
            "the pod's network namespace no longer exists, and the runtime has not called DEL";

    enum Outcome {
        /** In a dry run, the attachment would be removed. */
        REMOVED,
        FAILED,
        /** The attachment may not be an orphan, its removal is not due yet, or its record is no longer current. */
        STAYS
    }

    /**
     * {@return the removal of the orphans of a node} The calling thread must be in the node's network namespace. Except in a dry run,
     * writes notes about the orphans ({@link CommandOrphanRemoval#note}); if that fails, prints an error.
     *
     * @throws meta.netlink.socket.NetlinkException as for {@link CommandOrphanRemoval#find}
     * @throws meta.netlink.message.MalformedMessageException as for {@link CommandOrphanRemoval#find}
     */
    static PrintedOrphanRemoval on(
            NodeAttachments node, AttachmentReport report, boolean isDryRun, StandardStreams streams) {
        CommandOrphanRemoval sweep = node.orphans();
        List<AttachmentRecord> records = node.records();
        Instant now = Instant.now();
        Map<String, Orphan> found = sweep.find(records, now);
        if (!isDryRun) {
            try {
                sweep.note(records, found, now);
            } catch (IOException e) {
                streams.err()
                        .println("metactl repair: orphans cannot be recorded; a later repair does not remove them: "
                                + e);
            }
        }
        return new PrintedOrphanRemoval(node, sweep, found, report, isDryRun);
    }

    /** {@return a removal that treats no attachment as an orphan, and writes no notes} */
    static PrintedOrphanRemoval none(NodeAttachments node, AttachmentReport report, boolean isDryRun) {
        return new PrintedOrphanRemoval(node, node.orphans(), Map.of(), report, isDryRun);
    }

    /** {@return whether the attachment has an {@link Orphan} state; it need not be an orphan} */
    boolean isOrphan(Known attachment) {
        return found.containsKey(attachment.record().key());
    }

    /**
     * Removes the attachment if it is certainly an orphan, its removal is due, and this is not a dry run. Prints a line. Waits up to 30
     * seconds while another call for the pod runs.
     *
     * @param attachment an attachment for which {@link #isOrphan} is true
     * @throws meta.netlink.netns.StrandedException if the thread could not return from another network namespace; the thread must end
     */
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
