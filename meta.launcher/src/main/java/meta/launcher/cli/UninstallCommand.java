package meta.launcher.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import meta.launcher.conflist.ConflistEditPlanner;
import meta.launcher.conflist.ConflistRemoval;
import meta.launcher.conflist.RestoredEntry;
import meta.launcher.install.InstallException;
import meta.launcher.install.Layout;
import meta.launcher.install.NodeObjects;
import meta.launcher.install.Uninstaller;
import meta.netlink.unix.IoErrorText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "uninstall",
        description =
                "Removes the plugins from the network configurations of the node. Then removes the installation and the node's routing"
                        + " rules, and restores the node's sysctls. If pods still have objects of the plugins, the versions, the rules"
                        + " and the sysctls stay, and a small script replaces each plugin and answers DEL.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:success, even if pods still have objects; with --finish: no pod has objects, and no process uses a version",
            "1:an error; with --finish also: pods still have objects, or a process still uses a version",
            "2:wrong usage"
        },
        footerHeading = "Examples:%n",
        footer = {"  metactl uninstall --dry-run", "  metactl uninstall", "  metactl uninstall --finish"})
final class UninstallCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private InstallPlace place = new InstallPlace();

    @Option(
            names = "--dry-run",
            description = "Lists the network configurations, files, rules, sysctls and pods, and changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--finish",
            description =
                    "Exits with status 1 if something is left, or with --dry-run would be left. Repeat the command until it exits"
                            + " with status 0.")
    private boolean finish;

    @Option(
            names = "--cni-conf-dir",
            paramLabel = "DIR",
            description =
                    "A folder of network configurations; repeatable. Default: the folders in the settings of the container runtimes,"
                            + " and /etc/cni/net.d.")
    private List<String> configFolders = new ArrayList<>();

    UninstallCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try {
            Layout layout = place.layout();
            Set<String> types = Uninstaller.types(layout);
            if (dryRun) {
                return dryRun(layout, ConflistRemoval.plan(layout.root(), configFolders, types));
            }
            List<String> problems = ConflistRemoval.apply(layout.root(), configFolders, types);
            if (!problems.isEmpty()) {
                return failed(problems, "was not removed");
            }
            // read only now, because an ADD could create objects while a network configuration contained the plugins
            NodeObjects objects = NodeObjects.read();
            return print(new Uninstaller(layout, objects).uninstall());
        } catch (InstallException | IOException e) {
            streams.err().println("metactl uninstall: " + new IoErrorText(e).line());
            return 1;
        }
    }

    private int dryRun(Layout layout, ConflistRemoval removal) throws InstallException {
        for (RestoredEntry entry : removal.restored()) {
            String type = entry.entry().type();
            streams.out().println("do not let the agent add \"" + type + "\" to " + entry.file() + " again");
        }
        for (ConflistEditPlanner.Planned edit : removal.edits()) {
            streams.out().println("remove the plugins from " + edit.editedFile());
        }
        if (!removal.problems().isEmpty()) {
            return failed(List.copyOf(removal.problems().values()), "would not be removed");
        }
        return print(new Uninstaller(layout, NodeObjects.read()).dryRun());
    }

    private int print(Uninstaller.Outcome outcome) {
        outcome.lines().forEach(streams.out()::println);
        return outcome.complete() || !finish ? 0 : 1;
    }

    private int failed(List<String> problems, String outcome) {
        problems.forEach(streams.err()::println);
        streams.err()
                .println("metactl uninstall: the installation " + outcome
                        + ", because these network configurations may still contain its plugins");
        return 1;
    }
}
