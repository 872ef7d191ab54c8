package meta.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import meta.core.plugin.Catalog;
import meta.launcher.call.Discovery;
import meta.launcher.conflist.ChainEntry;
import meta.launcher.conflist.ConflistEditPlanner;
import meta.launcher.conflist.ConflistException;
import meta.launcher.conflist.RestoredEntry;
import meta.launcher.conflist.RestoredEntryRecords;
import meta.launcher.runtime.NodeRoot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = {
            "Adds a plugin to the chain of a network. All other bytes of the file, its owner and its mode stay the same.",
            "",
            "The entry is first checked as an ADD checks it. If the plugin is already in the chain, nothing changes; but with --conf, the"
                    + " plugin gets the new options."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the plugin is in the chain; with --dry-run: the difference is printed",
            "1:the file cannot be edited or the entry is invalid; if another file was changed before the error, the error names it",
            "2:wrong usage"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  metactl conflist add /etc/cni/net.d/10-calico.conflist --type veth --conf veth.json --dry-run",
            "  metactl conflist add k8s-pod-network --type veth --after calico --conf veth.json --keep",
            "  metactl conflist add 10-bridge.conf --type veth --conf veth.json --convert"
        })
final class ConflistAddCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Parameters(
            paramLabel = "FILE|NETWORK",
            description =
                    "The path of a file, the name of a file in the configuration folder of a runtime, or the name of a network.")
    private String network = "";

    @Option(names = "--type", required = true, paramLabel = "TYPE", description = "The plugin type, such as veth.")
    private String type = "";

    @Option(
            names = "--after",
            paramLabel = "TYPE",
            description = "The plugin type after which the plugin is inserted. Default: the last plugin of the chain.")
    private String after = "";

    @Option(names = "--conf", paramLabel = "FILE", description = "A JSON object with the options of the plugin.")
    private String conf = "";

    @Option(names = "--dry-run", description = "Prints the difference and writes nothing.")
    private boolean dryRun;

    @Option(
            names = "--convert",
            description =
                    "Converts a .conf or .json file with one plugin to a .conflist. The old file is kept as *.meta-plugins-saved, and"
                            + " `metactl conflist remove` restores it.")
    private boolean convert;

    @Option(
            names = "--keep",
            description =
                    "If another program removes the plugin from the file, an agent that runs with --keep-conflists restores it.")
    private boolean keep;

    @Option(names = "--root", paramLabel = "DIR", description = "The folder with the node's file system. Default: /.")
    private String root = "/";

    ConflistAddCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try {
            NodeRoot node = new NodeRoot(Path.of(root));
            ChainEntry entry = conf.isEmpty() ? ChainEntry.of(type, after) : configured();
            Catalog catalog = Discovery.catalog(System.getenv());
            ConflistEditPlanner.Planned planned = new ConflistEditPlanner(node).add(network, entry, catalog, convert);
            if (dryRun) {
                streams.out().print(planned.diff());
                return 0;
            }
            planned.apply();
            if (keep) {
                write(new RestoredEntry(planned.editedFile(), entry), node);
            }
            streams.err().println(planned.editedFile() + ": \"" + type + "\" " + outcome(planned));
            return 0;
        } catch (ConflistException | IOException e) {
            String text = ConflistErrors.text(e);
            streams.err().println("metactl conflist add: " + text);
            if (conf.isEmpty() && text.contains(": missing; ")) {
                streams.err().println("--conf FILE gives the options of the plugin; `metactl steps` lists them.");
            }
            return 1;
        }
    }

    private String outcome(ConflistEditPlanner.Planned applied) throws ConflistException {
        if (applied.changes().isEmpty()) {
            return "is in the chain already";
        }
        return applied.replaces(type) ? "is in the chain already, and has the new options" : "was added";
    }

    private void write(RestoredEntry restored, NodeRoot node) throws IOException {
        try {
            new RestoredEntryRecords(node).write(restored);
        } catch (IOException e) {
            throw new IOException(restored.file() + ": \"" + type
                    + "\" is in the chain, but the agent will not restore it: " + ConflistErrors.text(e));
        }
    }

    private ChainEntry configured() throws IOException, ConflistException {
        try {
            return ChainEntry.of(type, after, Files.readAllBytes(Path.of(conf)));
        } catch (ConflistException e) {
            throw e.in("--conf " + conf);
        }
    }
}
