package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.RequestConfig;
import meta.core.config.ConfigCheckResult;
import meta.core.config.ConfigReader;
import meta.core.config.Declarations;
import meta.core.config.Manual;
import meta.core.config.ManualJson;
import meta.core.config.OptionValues;
import meta.core.plugin.BrokenPipelineException;
import meta.core.plugin.Catalog;
import meta.core.plugin.Pipeline;
import meta.core.plugin.StepWithOrigin;
import meta.core.plugin.UnusableStepOrJar;
import meta.spi.PluginType;
import meta.spi.option.Option;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A plugin type, given by its name. If the type does not exist or its pipeline cannot be built ({@link Catalog#pipeline}),
 * {@link #pipeline} and the public methods that use it throw a {@link CallFailedException}.
 *
 * @param common further options that every type has
 * @param nodeOptions apply where a network configuration gives no value
 */
public record NamedPluginType(String type, Catalog catalog, List<Option<?>> common, NodeOptions nodeOptions) {
    private static final Logger LOG = LogManager.getLogger(NamedPluginType.class);

    public NamedPluginType {
        common = List.copyOf(common);
    }

    /** {@return the steps of the type, in order} */
    public Pipeline pipeline() {
        PluginType found = catalog.type(type)
                .orElseThrow(
                        () -> failure(new InputProblem("type", '"' + type + '"', "unknown plugin type; " + known())));
        try {
            return catalog.pipeline(found, common);
        } catch (BrokenPipelineException e) {
            throw failure(new InputProblem("type", '"' + type + '"', String.valueOf(e.getMessage())));
        }
    }

    /**
     * {@return the steps of the type} If the type cannot be used, logs a warning and returns only the shared steps of the image, because a
     * DEL must clean up without the type.
     */
    Pipeline pipelineForDel() {
        try {
            return pipeline();
        } catch (CallFailedException e) {
            LOG.warn(
                    "the plugin type cannot be used; objects are removed without its steps: {}",
                    e.failure().details());
            return new Pipeline(new MissingType(type), catalog.sharedSteps(), List.of());
        }
    }

    private record MissingType(String name) implements PluginType {
        @Override
        public String description() {
            return "A plugin type that is not installed.";
        }

        @Override
        public List<String> steps() {
            return List.of();
        }
    }

    /**
     * {@return the inputs of an ADD, CHECK, dry run or repair, without recorded objects and effects} Logs as {@link #configured} does.
     *
     * @throws CallFailedException also if the configuration or the options of the node are invalid
     */
    public CallContext context(CniRequest.ForPod request) {
        Pipeline pipeline = pipeline();
        OptionValues config = configured(request.config(), pipeline);
        return new CallContext(
                request.attachment(),
                CallInputsReader.read(request),
                request.config().previous(),
                pipeline,
                config,
                List.of(),
                List.of(),
                false);
    }

    /**
     * {@return the checked configuration, with the options of the node where it gives no value} If they are valid, logs remarks about both,
     * and about unusable code.
     *
     * @throws CallFailedException if the configuration or the options of the node are invalid
     */
    OptionValues configured(RequestConfig config, Pipeline pipeline) {
        List<InputProblem> known = new ArrayList<>(config.problems());
        known.addAll(nodeOptions.problems(type));
        Declarations declarations = pipeline.declarations(common);
        return switch (ConfigReader.read(config.json(), nodeOptions.of(type), known, declarations)) {
            case ConfigCheckResult.Valid(OptionValues valid) -> {
                nodeOptions.notes().forEach(LOG::warn);
                valid.notes().forEach(LOG::warn);
                pipeline.unusable().forEach(unusable -> LOG.warn("not used: {}", unusable));
                yield valid;
            }
            case ConfigCheckResult.Invalid(List<InputProblem> problems) ->
                throw new CallFailedException(new Failure.BadConfiguration(problems));
        };
    }

    /**
     * {@return whether the type can be used, and the configuration, with the options of the node, is valid and causes no note}
     * {@link NodeOptions#problems(String)} are ignored.
     */
    boolean knowsAllOf(JsonObject config) {
        try {
            return ConfigReader.read(config, nodeOptions.of(type), List.of(), declarations())
                            instanceof ConfigCheckResult.Valid(OptionValues valid)
                    && valid.notes().isEmpty();
        } catch (CallFailedException e) {
            return false;
        }
    }

    /** {@return the options and steps that a configuration of the type can contain} */
    public Declarations declarations() {
        return pipeline().declarations(common);
    }

    /** {@return the options of the type and its steps as a Markdown table} */
    public String optionTable() {
        return Manual.table(declarations());
    }

    /** {@return the options of the type and its steps as plain text} */
    public String optionList() {
        return Manual.options(declarations());
    }

    /** {@return the options of the type and its steps as JSON} */
    public JsonObject optionsAsJson() {
        return ManualJson.options(declarations());
    }

    /**
     * {@return the steps of the type in order and the options of the type, as plain text}
     *
     * @param versions gets the origin of a step ({@link meta.core.config.StepConfigSchema#origin}), and returns the known versions of its
     *     jar or module; a key of the result is a name such as {@code api}
     */
    public String stepList(Function<String, SequencedMap<String, String>> versions) {
        return Manual.steps(declarations(), versions);
    }

    /**
     * {@return the type, its steps in order, and its options, as JSON}
     *
     * @param versions as for {@link #stepList(Function)}
     */
    public JsonObject stepsAsJson(String description, Function<String, SequencedMap<String, String>> versions) {
        return ManualJson.of(declarations(), description, versions);
    }

    /**
     * {@return these steps with their options as JSON}
     *
     * @param versions as for {@link #stepList(Function)}
     */
    public static JsonArray stepsAsJson(
            List<StepWithOrigin> steps, Function<String, SequencedMap<String, String>> versions) {
        return ManualJson.steps(steps.stream().map(StepWithOrigin::configurable).toList(), versions);
    }

    /**
     * {@return these steps with their options as plain text}
     *
     * @param versions as for {@link #stepList(Function)}
     */
    public static String stepList(List<StepWithOrigin> steps, Function<String, SequencedMap<String, String>> versions) {
        return Manual.steps(steps.stream().map(StepWithOrigin::configurable).toList(), versions);
    }

    private String known() {
        List<String> names = new ArrayList<>();
        catalog.types().forEach(known -> names.add('"' + known.name() + '"'));
        StringBuilder text = new StringBuilder("there are ").append(String.join(", ", names));
        for (UnusableStepOrJar found : catalog.unusable()) {
            if (found.name().isEmpty() || found.name().equals(type)) {
                text.append("; the type may be in a jar that cannot be used: ").append(found);
            }
        }
        return text.toString();
    }

    private static CallFailedException failure(InputProblem problem) {
        return new CallFailedException(new Failure.BadConfiguration(List.of(problem)));
    }
}
