package meta.core.keep;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meta.core.cni.CniArgs;
import meta.core.cni.TextShortener;
import meta.core.cni.VisibleText;
import meta.core.record.AttachmentRecord;

/**
 * Reports the actions of the keeper to the administrator, one line each. Names, changes and reasons are escaped and cut, because a pod can
 * influence them. A cause must be escaped and cut by the caller.
 */
final class KeepJournal {
    private static final int SHOWN_CHANGES = 3;
    private static final int REMEMBERED_LINES = 10_000;

    private final KeeperListener report;
    private final Set<String> reported = new HashSet<>();

    KeepJournal(KeeperListener report) {
        this.report = report;
    }

    /** {@return the text as one line: escaped, cut, and with semicolons instead of line feeds} */
    static String line(String text) {
        return TextShortener.line(VisibleText.of(text.strip().replace("\n", "; ")));
    }

    void repaired(AttachmentRecord record, String cause, List<String> changes) {
        report.say(name(record) + ": repaired (" + cause + "): " + text(changes));
    }

    private static String text(List<String> changes) {
        String first = String.join("; ", changes.subList(0, Math.min(SHOWN_CHANGES, changes.size())));
        int more = changes.size() - SHOWN_CHANGES;
        return line(first) + (more > 0 ? "; and " + more + " more" : "");
    }

    void notRepaired(AttachmentRecord record, String cause, String reason) {
        report.say(name(record) + ": not repaired (" + cause + "): " + line(reason));
    }

    void leftAlone(AttachmentRecord record, String cause) {
        report.say(name(record)
                + ": is left alone, because another program undoes the repairs (last cause: " + cause
                + "). Repairs begin again after its next ADD, or after a `metactl repair` that changes something");
    }

    void removed(AttachmentRecord record) {
        report.say(name(record)
                + ": removed from the node, because its network namespace no longer exists and no DEL has arrived");
    }

    void notRemoved(AttachmentRecord record, String reason) {
        sayOnce(name(record) + ": not removed from the node: " + line(reason));
    }

    void unreachable(AttachmentRecord record) {
        String netns = line(record.attachment().netns());
        sayOnce(name(record) + ": is not repaired: in the mount namespace of this process, " + netns
                + " does not lead to its network namespace");
    }

    void problem(String problem) {
        sayOnce(line(problem));
    }

    /** Reports a line, unless this method has already reported it or {@value #REMEMBERED_LINES} other lines. */
    private void sayOnce(String line) {
        if (reported.size() < REMEMBERED_LINES && reported.add(line)) {
            report.say(line);
        }
    }

    private static String name(AttachmentRecord record) {
        CniArgs args = record.args();
        String pod = args.podName().isEmpty()
                ? record.attachment().containerId()
                : args.podNamespace() + "/" + args.podName();
        return line(record.type() + " " + pod + " " + record.attachment().ifname());
    }
}
