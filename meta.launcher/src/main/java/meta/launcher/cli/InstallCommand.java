package meta.launcher.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import meta.core.cni.CallFailedException;
import meta.core.plugin.Catalog;
import meta.launcher.call.Calls;
import meta.launcher.call.Discovery;
import meta.launcher.install.InstallException;
import meta.launcher.install.InstallOptions;
import meta.launcher.install.InstallStatus;
import meta.launcher.install.Installer;
import meta.launcher.install.Layout;
import meta.spi.PluginType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "install",
        description = "Installs this image on the node, or shows what is installed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:success; with --status: installed and intact",
            "1:the installation has failed; with --status: not installed or not intact",
            "2:wrong usage"
        },
        footerHeading =
                "The previous version stays on the node. A call that is running finishes on the version it started on.%nExamples:%n",
        footer = {
            "  metactl install",
            "  metactl install --root /host --cni-bin-dir /opt/cni/bin --without-agent",
            "  metactl install --status --json"
        })
final class InstallCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private InstallPlace place = new InstallPlace();

    @Option(
            names = "--cni-bin-dir",
            paramLabel = "DIR",
            description =
                    "The folder of CNI plugins; repeatable. Default: the folders in the settings of the container runtimes, or the"
                            + " folders that known distributions use.")
    private List<String> folders = new ArrayList<>();

    @Option(names = "--without-agent", description = "Installs no systemd unit for the agent.")
    private boolean withoutAgent;

    @Option(
            names = "--force",
            description = "Installs even if the new version cannot use a third-party step of the node.")
    private boolean force;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Name of the installer, shown by --status. Default: build.")
    private String by = "build";

    @Option(
            names = "--status",
            description = "Shows the installed version, its installer, and whether the files are intact.")
    private boolean status;

    @Option(names = "--json", description = "Prints the status as JSON.")
    private boolean json;

    InstallCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try {
            Layout layout = place.layout();
            if (status) {
                InstallStatus found = InstallStatus.of(layout);
                streams.out().print(json ? found.json() : found.text());
                return found.isIntact() ? 0 : 1;
            }
            InstallOptions options = new InstallOptions(
                    Path.of(System.getProperty("java.home")),
                    ImageVersion.number(),
                    by,
                    folders,
                    !withoutAgent,
                    unusableSteps(layout),
                    force);
            new Installer(layout, Clock.systemUTC()).install(options).forEach(streams.out()::println);
            return 0;
        } catch (InstallException e) {
            streams.err().println(e.getMessage());
            return 1;
        }
    }

    /**
     * {@return a text for each third-party type, step or jar that this image cannot use} Uses the folders in {@code META_PLUGINS_STEPS} or,
     * if it is not set or empty, the node's step folders.
     */
    private static List<String> unusableSteps(Layout layout) throws InstallException {
        String folder = System.getenv().getOrDefault("META_PLUGINS_STEPS", "");
        String steps = folder.isEmpty() ? layout.stepFolders() : folder;
        return unusable(Discovery.catalog(Map.of("META_PLUGINS_STEPS", steps)));
    }

    /** {@return a text for each item that cannot be used, also if only a pipeline of a type cannot use it} */
    static List<String> unusable(Catalog catalog) {
        UnusableStepsAndJars unusable = new UnusableStepsAndJars();
        unusable.add(catalog.unusable());
        List<String> brokenTypes = new ArrayList<>();
        for (PluginType type : catalog.types()) {
            try {
                unusable.add(Calls.plugin(type.name(), catalog).pipeline().unusable());
            } catch (CallFailedException e) {
                brokenTypes.add(e.failure().details());
            }
        }
        List<String> texts = new ArrayList<>(unusable.texts());
        texts.addAll(brokenTypes);
        return texts;
    }
}
