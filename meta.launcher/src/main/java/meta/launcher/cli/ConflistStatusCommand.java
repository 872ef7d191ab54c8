package meta.launcher.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import meta.launcher.conflist.ConflistEditPlanner;
import meta.launcher.conflist.ConflistException;
import meta.launcher.conflist.ConflistStatus;
import meta.launcher.runtime.NodeRoot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "Shows which network configuration each container runtime of the node uses, and why.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:success",
            "1:a file cannot be read, FILE or NETWORK is not found, or a runtime uses no network with a plugin of --type",
            "2:wrong usage"
        },
        footerHeading = "Examples:%n",
        footer = {"  metactl conflist status", "  metactl conflist status 10-calico.conflist --type veth"})
final class ConflistStatusCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|NETWORK",
            description =
                    "Shows only runtimes that read this file: a path, the name of a file, or the name of a network.")
    private String network = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "A plugin type that the network of each runtime must contain; repeatable.")
    private List<String> types = List.of();

    @Option(names = "--root", paramLabel = "DIR", description = "The folder with the node's file system. Default: /.")
    private String root = "/";

    ConflistStatusCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try {
            NodeRoot node = new NodeRoot(Path.of(root));
            ConflistStatus all = ConflistStatus.of(node);
            ConflistStatus status = network.isEmpty() ? all : all.withFile(new ConflistEditPlanner(node).path(network));
            status.lines().forEach(streams.out()::println);
            return status.problems().isEmpty() && status.hasEverywhere(Set.copyOf(types)) ? 0 : 1;
        } catch (ConflistException | IOException e) {
            streams.err().println("metactl conflist status: " + ConflistErrors.text(e));
            return 1;
        }
    }
}
