package meta.launcher.cli;

import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import meta.core.call.NamedPluginType;
import meta.core.cni.CallFailedException;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonWriter;
import meta.core.plugin.Catalog;
import meta.core.plugin.Pipeline;
import meta.core.plugin.StepWithOrigin;
import meta.launcher.call.Calls;
import meta.launcher.call.Discovery;
import meta.launcher.jars.ManifestVersions;
import meta.spi.ApiVersion;
import meta.spi.PluginType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "steps",
        description = "Lists the plugin types with their steps in order, and the origin and options of each step.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success, even if steps, types or jars cannot be used", "2:wrong usage"},
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
    private final UnusableStepsAndJars unusable = new UnusableStepsAndJars();

    @Option(names = "--markdown", description = "Prints only the options, as a Markdown table for each plugin type.")
    private boolean markdown;

    @Mixin
    private OutputOption format = new OutputOption();

    StepsCommand(StandardStreams streams) {
        this.streams = streams;
        this.out = streams.out();
    }

    @Override
    public Integer call() {
        Catalog catalog = Discovery.catalog(System.getenv());
        unusable.add(catalog.unusable());
        if (format.isJson()) {
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
            NamedPluginType plugin = Calls.plugin(type.name(), catalog);
            try {
                unusable.add(plugin.pipeline().unusable());
                types.add(plugin.stepsAsJson(type.description(), StepsCommand::version));
            } catch (CallFailedException e) {
                streams.err().println(e.failure().details());
            }
        }
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("types", new JsonArray(types));
        members.put("stepsOfNoType", NamedPluginType.stepsAsJson(catalog.stepsOfNoType(), StepsCommand::version));
        members.put("unusable", unusable.asJson());
        return new JsonObject(members);
    }

    private void show(NamedPluginType plugin, PluginType type) {
        try {
            Pipeline pipeline = plugin.pipeline();
            unusable.add(pipeline.unusable());
            if (markdown) {
                out.print(plugin.optionTable());
            } else {
                out.println(type.name() + ": " + type.description() + "\n");
                out.println(plugin.stepList(StepsCommand::versionOfJar));
            }
        } catch (CallFailedException e) {
            streams.err().println(e.failure().details());
        }
    }

    private void showTheRest(Catalog catalog) {
        List<StepWithOrigin> unlisted = catalog.stepsOfNoType();
        if (!unlisted.isEmpty()) {
            out.println("steps that no plugin type uses:\n");
            out.println(NamedPluginType.stepList(unlisted, StepsCommand::versionOfJar));
        }
        unusable.print(out);
    }

    private static SequencedMap<String, String> version(String origin) {
        SequencedMap<String, String> found = versionOfJar(origin);
        if (!origin.startsWith("/")) {
            found.put(ManifestVersions.VERSION, ImageVersion.number());
            found.put(ManifestVersions.API, ApiVersion.CURRENT.toString());
        }
        return found;
    }

    /**
     * {@return the versions of the jar or folder of jars that is the origin of a step, by the keys of {@link ManifestVersions}; empty for
     * any other origin}
     */
    private static SequencedMap<String, String> versionOfJar(String origin) {
        return origin.startsWith("/") ? ManifestVersions.of(new File(origin)) : new LinkedHashMap<>();
    }
}
