package meta.launcher.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.pods.AttachmentState;
import meta.launcher.pods.NodeAttachments;
import meta.launcher.pods.ShownAttachment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        description = {
            "Compares the network of a pod with the plan of an ADD, and prints each difference as CHECK does. Changes nothing.",
            "Needs no agent. Run it as root on the node, in the node's network namespace. With --all, prints only"
                    + " the attachments that have differences, are orphaned or cannot be compared, and totals."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:there is no difference",
            "1:the pod is unknown, or an attachment cannot be compared; with --all also: a record of an attachment cannot be read",
            "2:wrong usage, or there is a difference or an orphaned attachment"
        },
        footerHeading = "Examples:%n",
        footer = {"  metactl check shop/web-0", "  metactl check 3f0c6a", "  metactl check --all"})
final class CheckCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private PodChoice choice = new PodChoice();

    CheckCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        return new AttachmentCommandRunner("metactl check", streams).run(this::check);
    }

    int check(NodeAttachments node) throws PodChoice.UnclearPodException {
        AttachmentReport report = new AttachmentReport(streams, choice.isForAll());
        int different = 0;
        int unknown = choice.isForAll() ? node.problems().size() : 0;
        List<Known> attachments = choice.of(node);
        for (Known attachment : attachments) {
            ShownAttachment shown = node.look(attachment);
            report.print(shown);
            different += isDifferent(shown.state()) ? 1 : 0;
            unknown += shown.state() instanceof AttachmentState.Unknown ? 1 : 0;
        }
        report.printTotals(attachments.size(), different + " with differences", unknown);
        return unknown > 0 ? 1 : different > 0 ? 2 : 0;
    }

    private static boolean isDifferent(AttachmentState state) {
        return !state.differences().isEmpty() || state instanceof AttachmentState.Orphaned;
    }
}
