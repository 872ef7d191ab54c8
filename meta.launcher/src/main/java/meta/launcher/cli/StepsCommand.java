package meta.launcher.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import meta.core.call.Plugin;
import meta.core.cni.CallFailedException;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.JsonWriter;
import meta.core.plugin.BoundStep;
import meta.core.plugin.Catalog;
import meta.core.plugin.Pipeline;
import meta.core.plugin.Unusable;
import meta.launcher.call.Calls;
import meta.launcher.call.Discovery;
import meta.spi.PluginType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the plugin types, their steps and options, and the jars that cannot be used. */
@Command(
        name = "steps",
        description = "Lists the plugin types with their steps in order, and the origin and options of each step.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "2:wrong usage"},
        footerHeading =
                "Steps are in the image and in the folders that $META_PLUGINS_STEPS names. Default: /etc/meta-plugins/steps.d, and"
                        + " steps.d beside the image.%nExamples:%n",
        footer = {
            "  metactl steps",
            "  META_PLUGINS_STEPS=/etc/meta-plugins/steps.d metactl steps --markdown",
            "  metactl steps -o json"
        })
final class StepsCommand implements Callable<Integer> {
    private final StandardStreams streams;
    private final PrintStream out;
    private final Set<Unusable> unusable = new LinkedHashSet<>();

    @Option(names = "--markdown", description = "Prints the options as a Markdown table.")
    private boolean markdown;

    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, the default; json: for programs.")
    void setFormat(String name) {
        json = switch (name) {
            case "text" -> false;
            case "json" -> true;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--output: \"" + name + "\": text or json is expected");
        };
    }

    StepsCommand(StandardStreams streams) {
        this.streams = streams;
        this.out = streams.out();
    }

    @Override
    public Integer call() {
        Catalog catalog = Discovery.catalog(System.getenv());
        unusable.addAll(catalog.unusable());
        if (json) {
            out.println(JsonWriter.pretty(asJson(catalog)));
            return 0;
        }
        for (PluginType type : catalog.types()) {
            show(Calls.plugin(type.name(), catalog), type);
        }
        if (!markdown) {
            showTheRest(catalog);
        }
        return 0;
    }

    private JsonObject asJson(Catalog catalog) {
        List<JsonValue> types = new ArrayList<>();
        for (PluginType type : catalog.types()) {
            Plugin plugin = Calls.plugin(type.name(), catalog);
            try {
                unusable.addAll(plugin.pipeline().unusable());
                types.add(plugin.stepsAsJson(type.description()));
            } catch (CallFailedException e) {
                streams.err().println(e.failure().details());
            }
        }
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("types", new JsonArray(types));
        members.put("stepsOfNoType", Plugin.stepsAsJson(catalog.stepsOfNoType()));
        members.put(
                "unusable",
                new JsonArray(unusable.stream().map(StepsCommand::asJson).toList()));
        return new JsonObject(members);
    }

    private static JsonValue asJson(Unusable found) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("name", new JsonString(found.name()));
        members.put("from", new JsonString(found.origin()));
        members.put("reason", new JsonString(found.reason()));
        return new JsonObject(members);
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
            streams.err().println(e.failure().details());
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
