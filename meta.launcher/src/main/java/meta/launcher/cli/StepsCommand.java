package meta.launcher.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import meta.core.config.Manual;
import meta.core.pipeline.Catalog;
import meta.launcher.call.Discovery;
import meta.launcher.call.Plugin;
import meta.spi.PluginType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the plugin types and their steps with all that can be configured. */
@Command(name = "steps", description = "Lists the plugin types, their steps in order, and the options of each.")
final class StepsCommand implements Callable<Integer> {
    private final PrintStream out;

    @Option(names = "--markdown", description = "Prints the options as a table for a manual.")
    private boolean markdown;

    StepsCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Catalog catalog = Discovery.catalog();
        for (PluginType type : catalog.types()) {
            Plugin plugin = new Plugin(type.name(), catalog);
            if (markdown) {
                out.print(Manual.table(plugin.declarations()));
            } else {
                out.println(type.name() + ": " + type.description() + "\n");
                out.println(Manual.steps(plugin.declarations()));
            }
        }
        return 0;
    }
}
