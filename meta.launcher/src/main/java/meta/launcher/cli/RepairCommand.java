package meta.launcher.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import meta.core.call.RepairResult;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.pods.AttachmentState;
import meta.launcher.pods.NodeAttachments;
import meta.launcher.pods.ShownAttachment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "repair",
        description = {
            "Repairs the network of a pod: plans its ADD again, and corrects the differences that `metactl check` prints.",
            "Needs no agent. (The agent repairs pods by itself.) Run it as root on the node, in the node's network namespace. With --all, prints"
                    + " only attachments that need attention, and does not repair attachments in the state \"left alone\".",
            "With --all, also removes orphans. An orphan is an attachment whose network namespace no longer exists and for which the runtime has not"
                    + " called DEL. An orphan is removed only if a `metactl repair --all` at least a minute ago also found it. If it is uncertain"
                    + " whether the namespace exists, nothing is removed."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all differences that may be repaired are repaired; with --dry-run: they are printed",
            "1:POD is not exactly one attached pod, an attachment cannot be compared or repaired, an orphan cannot be removed, or the kernel"
                    + " does not answer as expected; with --all also: a record of an attachment cannot be read",
            "2:wrong usage"
        },
        footerHeading = "Examples:%n",
        footer = {"  metactl repair shop/web-0 --dry-run", "  metactl repair --all"})
final class RepairCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private PodChoice choice = new PodChoice();

    @Option(names = "--dry-run", description = "Prints the differences that would be repaired, and changes nothing.")
    private boolean dryRun;

    RepairCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        return new AttachmentCommandRunner("metactl repair", streams).run(this::repair);
    }

    int repair(NodeAttachments node) throws PodChoice.UnclearPodException {
        AttachmentReport report = new AttachmentReport(streams, choice.isForAll());
        PrintedOrphanRemoval orphans = choice.isForAll()
                ? PrintedOrphanRemoval.on(node, report, dryRun, streams)
                : PrintedOrphanRemoval.none(node, report, dryRun);
        int repaired = 0;
        int removed = 0;
        int failed = choice.isForAll() ? node.problems().size() : 0;
        List<Known> attachments = choice.of(node);
        for (Known attachment : attachments) {
            // either an orphan, or the namespace may still exist
            if (orphans.isOrphan(attachment)) {
                PrintedOrphanRemoval.Outcome outcome = orphans.handle(attachment);
                removed += outcome == PrintedOrphanRemoval.Outcome.REMOVED ? 1 : 0;
                failed += outcome == PrintedOrphanRemoval.Outcome.FAILED ? 1 : 0;
                continue;
            }
            ShownAttachment shown = node.look(attachment);
            boolean isLeftAlone = choice.isForAll() && shown.state() instanceof AttachmentState.LeftAlone;
            if (dryRun || isLeftAlone || shown.state().differences().isEmpty()) {
                report.print(shown);
                repaired +=
                        dryRun && !isLeftAlone && !shown.state().differences().isEmpty() ? 1 : 0;
                failed += shown.state() instanceof AttachmentState.Unknown ? 1 : 0;
            } else {
                RepairResult result = node.repair(attachment);
                print(report, attachment, result);
                repaired += result instanceof RepairResult.Repaired ? 1 : 0;
                failed += result instanceof RepairResult.Failed ? 1 : 0;
            }
        }
        String outcome = repaired
                + (dryRun ? " to repair" : " repaired")
                + (removed > 0 ? ", " + removed + (dryRun ? " to remove" : " removed") : "");
        report.printTotals(attachments.size(), outcome, failed);
        return failed > 0 ? 1 : 0;
    }

    private static void print(AttachmentReport report, Known attachment, RepairResult result) {
        switch (result) {
            case RepairResult.Repaired(List<String> changes) ->
                report.print(attachment, "repaired: " + changes.size(), changes);
            case RepairResult.Failed(var failure) ->
                report.print(
                        attachment,
                        "not repaired: " + failure.message(),
                        failure.details().lines().toList());
            case RepairResult.NamespaceGone _ -> report.printIfOne(attachment, AttachmentReport.orphaned(attachment));
            case RepairResult.Unchanged _ -> report.printIfOne(attachment, "as made");
            case RepairResult.Off _ -> report.printIfOne(attachment, "not repaired: " + AttachmentReport.REPAIR_OFF);
            case RepairResult.NotConnected _ ->
                report.printIfOne(
                        attachment, "not repaired: its ADD has not succeeded, or another ADD or a DEL has begun");
        }
    }
}
