package meta.launcher.cli;

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
import meta.launcher.call.Calls;
import meta.launcher.call.Discovery;
import meta.spi.PluginType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "options",
        description =
                "Lists the keys that the configuration of a plugin type can contain, including those of third-party steps.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:success",
            "1:a type cannot be used, for example because one of its steps is missing",
            "2:wrong usage, such as an unknown type"
        },
        footerHeading = "Examples:%n",
        footer = {"  metactl options", "  metactl options veth", "  metactl options veth -o json"})
final class OptionsCommand implements Callable<Integer> {
    private final StandardStreams streams;
    private final UnusableStepsAndJars unusable = new UnusableStepsAndJars();

    @Mixin
    private OutputOption format = new OutputOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "TYPE", description = "The plugin type, such as veth. Default: all types.")
    private String type = "";

    OptionsCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Catalog catalog = Discovery.catalog(System.getenv());
        List<String> types = types(catalog);
        unusable.add(catalog.unusable());
        List<JsonValue> json = new ArrayList<>();
        int status = 0;
        for (String each : types) {
            NamedPluginType plugin = Calls.plugin(each, catalog);
            try {
                unusable.add(plugin.pipeline().unusable());
                if (format.isJson()) {
                    json.add(plugin.optionsAsJson());
                } else {
                    streams.out().println(each + "\n" + plugin.optionList());
                }
            } catch (CallFailedException e) {
                streams.err().println("metactl options: " + e.failure().details());
                status = 1;
            }
        }
        if (format.isJson()) {
            streams.out().println(JsonWriter.pretty(asJson(json)));
        } else {
            unusable.print(streams.out());
        }
        return status;
    }

    private List<String> types(Catalog catalog) {
        List<String> names = catalog.types().stream().map(PluginType::name).toList();
        if (type.isEmpty()) {
            return names;
        }
        if (!names.contains(type)) {
            throw new ParameterException(
                    spec.commandLine(),
                    type + ": there is no such plugin type; known types are " + String.join(", ", names));
        }
        return List.of(type);
    }

    private JsonObject asJson(List<JsonValue> types) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("types", new JsonArray(types));
        members.put("unusable", unusable.asJson());
        return new JsonObject(members);
    }
}
