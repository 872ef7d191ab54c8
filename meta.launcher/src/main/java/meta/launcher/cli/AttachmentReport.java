package meta.launcher.cli;

import java.util.List;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.pods.AttachmentState;
import meta.launcher.pods.PodName;
import meta.launcher.pods.ShownAttachment;

/**
 * Prints attachments, each as a line with indented lines below it.
 *
 * @param isForAll whether the command is for all attachments: {@link #printIfOne} then prints nothing, and {@link #printTotals} prints a line
 */
record AttachmentReport(StandardStreams streams, boolean isForAll) {
    /** Why an attachment is neither compared nor repaired. */
    static final String REPAIR_OFF =
            "its network configuration or the options of the node set \"repair\" to \"off\" or \"skip_call\" to true";

    /** {@return the state of an attachment whose path does not lead to its network namespace, which may still exist} */
    static String orphaned(Known attachment) {
        return "orphaned: " + attachment.record().attachment().netns()
                + " does not lead to the pod's network namespace";
    }

    /**
     * Prints the state of an attachment with its differences. If the command is for all, prints nothing for an attachment that is as made or
     * unfinished, or has repairs disabled.
     */
    void print(ShownAttachment shown) {
        switch (shown.state()) {
            case AttachmentState.AsMade _ -> printIfOne(shown.known(), "as made");
            case AttachmentState.Unfinished _ -> printIfOne(shown.known(), "unfinished: its ADD or DEL has not ended");
            case AttachmentState.NotRepaired _ -> printIfOne(shown.known(), "not compared: " + REPAIR_OFF);
            case AttachmentState.Orphaned _ -> print(shown.known(), orphaned(shown.known()), List.of());
            case AttachmentState.Unknown(String reason) ->
                print(shown.known(), "cannot be compared:", reason.lines().toList());
            case AttachmentState.LeftAlone(List<String> differences) ->
                print(shown.known(), "left alone by the agent; differences: " + differences.size(), differences);
            case AttachmentState.Drifted(List<String> differences) ->
                print(shown.known(), "differences: " + differences.size(), differences);
        }
    }

    /** Prints an attachment for which there is nothing to do. Prints nothing if the command is for all. */
    void printIfOne(Known attachment, String text) {
        if (!isForAll) {
            print(attachment, text, List.of());
        }
    }

    /** @param details lines that are printed below, indented */
    void print(Known attachment, String text, List<String> details) {
        var record = attachment.record();
        streams.out()
                .println(PodName.of(record).shown() + " " + record.attachment().ifname() + " (" + record.type()
                        + ", network " + record.attachment().network() + "): " + text);
        details.forEach(line -> streams.out().println("  " + line));
    }

    /**
     * Prints the totals if the command is for all.
     *
     * @param outcome what the command has found or done, such as {@code 2 repaired}
     * @param failed the number of failures; 0 is not printed
     */
    void printTotals(int attachments, String outcome, int failed) {
        if (isForAll) {
            streams.out()
                    .println(attachments
                            + (attachments == 1 ? " attachment, " : " attachments, ")
                            + outcome
                            + (failed > 0 ? ", " + failed + " failed" : ""));
        }
    }
}
