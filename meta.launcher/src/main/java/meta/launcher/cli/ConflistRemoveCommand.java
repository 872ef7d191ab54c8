package meta.launcher.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import meta.launcher.conflist.ConflistEditPlanner;
import meta.launcher.conflist.ConflistException;
import meta.launcher.conflist.RestoredEntryRecords;
import meta.launcher.runtime.NodeRoot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = {
            "Removes a plugin from the chain of a network. If only `metactl conflist add` has changed the file, its old content is restored byte"
                    + " for byte.",
            "",
            "If the plugin was added with `metactl conflist add --keep`, the agent no longer restores it."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the plugin is not in the chain; with --dry-run: the difference is printed",
            "1:the file cannot be edited; if another file was changed before the error, or the agent no longer restores the plugin, the error"
                    + " says so",
            "2:wrong usage"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  metactl conflist remove /etc/cni/net.d/10-calico.conflist --type veth",
            "  metactl conflist remove k8s-pod-network --type veth --type router --dry-run"
        })
final class ConflistRemoveCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Parameters(
            paramLabel = "FILE|NETWORK",
            description =
                    "The path of a file, the name of a file in the configuration folder of a runtime, or the name of a network.")
    private String network = "";

    @Option(
            names = "--type",
            required = true,
            paramLabel = "TYPE",
            description = "The plugin type, such as veth; repeatable.")
    private List<String> types = List.of();

    @Option(names = "--dry-run", description = "Prints the difference and writes nothing.")
    private boolean dryRun;

    @Option(names = "--root", paramLabel = "DIR", description = "The folder with the node's file system. Default: /.")
    private String root = "/";

    ConflistRemoveCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<String> released = new ArrayList<>();
        try {
            NodeRoot node = new NodeRoot(Path.of(root));
            ConflistEditPlanner.Planned planned = new ConflistEditPlanner(node).remove(network, Set.copyOf(types));
            if (dryRun) {
                streams.out().print(planned.diff());
                return 0;
            }
            for (String type : types) {
                // before the removal, so that the agent does not restore the plugin
                if (new RestoredEntryRecords(node).delete(planned.editedFile(), type)) {
                    released.add(type);
                }
            }
            planned.apply();
            streams.err()
                    .println(planned.editedFile() + ": \"" + String.join("\", \"", types) + "\" "
                            + (planned.changes().isEmpty() ? "is not in the chain" : "was removed"));
            return 0;
        } catch (ConflistException | IOException e) {
            streams.err()
                    .println("metactl conflist remove: " + ConflistErrors.text(e)
                            + (released.isEmpty()
                                    ? ""
                                    : "; the agent no longer restores \"" + String.join("\", \"", released) + '"'));
            return 1;
        }
    }
}
