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
 * Removes orphans, and prints a line for each. An orphan is an attachment whose network namespace no longer exists and for which the
 * runtime has not called DEL. The removal undoes the attachment's effects, and deletes its objects on the host and its record.
 *
 * <p>The type {@link Orphan}, {@link #isOrphan} and the printed word {@code orphaned} cover more: every attachment whose recorded path does not lead
 * to its network namespace. Such a namespace may still exist, and its attachment is then not removed.
 *
 * @param found the attachments whose recorded path does not lead to their network namespace, by the keys of their records. Not all of them are
 *     orphans. Empty in a removal from {@link #none}
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

    /** What {@link #handle} has done. */
    enum Outcome {
        /** The attachment was removed. In a dry run: the attachment would be removed. */
        REMOVED,
        /** The attachment could not be removed. The log of the plugin contains the reason. */
        FAILED,
        /**
         * The attachment was not removed for one of these reasons: it may not be an orphan, its removal is not due yet, or its record was
         * replaced or removed, or cannot be read.
         */
        STAYS
    }

    /**
     * {@return the removal of the orphans of a node} Except in a dry run, this method writes on disk which orphans exist now, and deletes
     * what an earlier process has written about any other attachment. {@link #handle} removes an orphan only if it was first written at
     * least a minute ago. If the orphans cannot be written, an error is printed, and no exception is thrown. The calling thread must be in
     * the node's network namespace.
     *
     * @throws meta.netlink.socket.NetlinkException if a netlink socket cannot be opened, or fails
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

    /** {@return a removal that treats no attachment as an orphan} Searches for no orphans, and writes nothing on disk. */
    static PrintedOrphanRemoval none(NodeAttachments node, AttachmentReport report, boolean isDryRun) {
        return new PrintedOrphanRemoval(node, node.orphans(), Map.of(), report, isDryRun);
    }

    /**
     * {@return whether the recorded path of the attachment does not lead to its network namespace} If so, the attachment may be an orphan, and
     * {@link #handle} decides. A removal from {@link #none} returns false for every attachment.
     */
    boolean isOrphan(Known attachment) {
        return found.containsKey(attachment.record().key());
    }

    /**
     * Removes the attachment if it is certainly an orphan, its removal is due, and this is not a dry run. Prints a line, unless it throws
     * an exception. A removal waits up to 30 seconds while another call for the pod runs.
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
