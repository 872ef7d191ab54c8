package meta.launcher.cli;

import java.util.List;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.pods.AttachmentState;
import meta.launcher.pods.PodIdentifiers;
import meta.launcher.pods.ShownAttachment;

/**
 * Prints what a command has found or done for attachments.
 *
 * @param isForAll whether the command is for all attachments of the node ({@code --all}), not for one pod
 */
record AttachmentReport(StandardStreams streams, boolean isForAll) {
    static final String REPAIR_OFF =
            "its network configuration or the options of the node set \"repair\" to \"off\" or \"skip_call\" to true";

    /** {@return the text for an attachment whose recorded path does not lead to the pod's network namespace} */
    static String orphaned(Known attachment) {
        return "orphaned: " + attachment.record().attachment().netns()
                + " does not lead to the pod's network namespace";
    }

    /**
     * Prints the state of an attachment, and the differences that make a repair necessary. For {@code --all}, prints only attachments that
     * are orphaned, unknown, left alone or drifted.
     */
    void print(ShownAttachment shown) {
        switch (shown.state()) {
            case AttachmentState.AsMade _ -> printIfOne(shown.known(), "as made");
            case AttachmentState.Unfinished _ ->
                printIfOne(shown.known(), "unfinished: its ADD has not succeeded, or its DEL has begun");
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

    /** Prints a line for an attachment; for {@code --all}, prints nothing. */
    void printIfOne(Known attachment, String text) {
        if (!isForAll) {
            print(attachment, text, List.of());
        }
    }

    /**
     * Prints a line for an attachment.
     *
     * @param text the end of the line
     * @param details the lines below, which are indented
     */
    void print(Known attachment, String text, List<String> details) {
        var record = attachment.record();
        streams.out()
                .println(PodIdentifiers.of(record).shown() + " "
                        + record.attachment().ifname() + " (" + record.type() + ", network "
                        + record.attachment().network() + "): " + text);
        details.forEach(line -> streams.out().println("  " + line));
    }

    /**
     * If the command is for {@code --all}, prints a line with the totals.
     *
     * @param outcome the result of the command as text, such as {@code 2 repaired}
     * @param failed the number of failed attachments and problems with records; 0 is not printed
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
