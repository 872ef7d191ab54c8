package meta.launcher.cli;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import meta.core.call.Plugin;
import meta.core.cni.CallFailedException;
import meta.core.plugin.BoundStep;
import meta.core.plugin.Catalog;
import meta.core.plugin.Pipeline;
import meta.core.plugin.Unusable;
import meta.launcher.call.Calls;
import meta.launcher.call.Discovery;
import meta.spi.PluginType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the plugin types, their steps and options, and the jars that cannot be used. */
@Command(
        name = "steps",
        description = "Lists the plugin types with their steps in order, and the origin and options of each step.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "2:wrong usage"},
        footerHeading =
                "Steps come from the image and from the folders in $META_PLUGINS_STEPS. Default: /etc/meta-plugins/steps.d, and"
                        + " steps.d beside the image.%nExamples:%n",
        footer = {"  metactl steps", "  META_PLUGINS_STEPS=/etc/meta-plugins/steps.d metactl steps --markdown"})
final class StepsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final PrintStream out;
    private final Set<Unusable> unusable = new LinkedHashSet<>();

    @Option(names = "--markdown", description = "Prints the options as a Markdown table.")
    private boolean markdown;

    StepsCommand(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    @Override
    public Integer call() {
        Catalog catalog = Discovery.catalog(System.getenv());
        unusable.addAll(catalog.unusable());
        for (PluginType type : catalog.types()) {
            show(Calls.plugin(type.name(), catalog), type);
        }
        if (!markdown) {
            showTheRest(catalog);
        }
        return 0;
    }

    private void show(Plugin plugin, PluginType type) {
        try {
            Pipeline pipeline = plugin.pipeline();
            unusable.addAll(pipeline.unusable());
            if (markdown) {
                out.print(plugin.optionTable());
            } else {
                out.println(type.name() + ": " + type.description() + "\n");
                out.println(plugin.stepList());
            }
        } catch (CallFailedException e) {
            terminal.err().println(e.failure().details());
        }
    }

    private void showTheRest(Catalog catalog) {
        List<BoundStep> unlisted = catalog.stepsOfNoType();
        if (!unlisted.isEmpty()) {
            out.println("in the pipeline of no plugin type:\n");
            out.println(Plugin.stepList(unlisted));
        }
        if (!unusable.isEmpty()) {
            out.println("cannot be used:\n");
            unusable.forEach(found -> out.println(found + "\n"));
        }
    }
}
