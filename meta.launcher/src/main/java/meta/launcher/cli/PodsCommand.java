package meta.launcher.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import meta.launcher.pods.AttachmentJson;
import meta.launcher.pods.AttachmentTable;
import meta.launcher.pods.NodeAttachments;
import meta.launcher.pods.ShownAttachment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "pods",
        description = {
            "Lists the attachments (NICs of pods) of the plugins on this node, and compares each with the plan of an ADD.",
            "Needs no agent. Run it as root on the node, in the node's network namespace.",
            "",
            "States: as made: no difference; repaired: no difference after N repairs since the ADD; drifted: N differences, which `metactl check`"
                    + " prints; left alone: the agent no longer repairs it, because another program undoes the repairs; orphaned: its"
                    + " path does not lead to the pod's network namespace; unfinished: its ADD has not succeeded, or its DEL has begun; repair off: the network"
                    + " configuration or an option of the node disables repairs; unknown: it cannot be compared."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:the attachments, or some of them, cannot be read", "2:wrong usage"},
        footerHeading = "Examples:%n",
        footer = {"  metactl pods", "  metactl pods -o json"})
final class PodsCommand implements Callable<Integer> {
    private final StandardStreams streams;

    enum Format {
        TABLE,
        WIDE,
        JSON
    }

    private Format format = Format.TABLE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PodsCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description =
                    "table, the default; wide, a table that also has container, network namespace, version and the cause of the last"
                            + " repair; json, for programs.")
    void setFormat(String name) {
        format = switch (name) {
            case "table" -> Format.TABLE;
            case "wide" -> Format.WIDE;
            case "json" -> Format.JSON;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--output: \"" + name + "\": table, wide or json is expected");
        };
    }

    @Override
    public Integer call() throws IOException {
        return new AttachmentCommandRunner("metactl pods", streams).run(this::print);
    }

    int print(NodeAttachments node) {
        List<ShownAttachment> shown = node.known().stream().map(node::look).toList();
        switch (format) {
            case TABLE, WIDE ->
                new AttachmentTable(format == Format.WIDE, Instant.now())
                        .lines(shown)
                        .forEach(streams.out()::println);
            case JSON -> streams.out().println(AttachmentJson.of(shown));
        }
        return node.problems().isEmpty() ? 0 : 1;
    }
}
