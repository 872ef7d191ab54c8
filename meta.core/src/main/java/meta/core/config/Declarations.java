package meta.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.spi.PluginType;
import meta.spi.option.GoDuration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/**
 * The options that the network configuration of a plugin type may contain: those of the type and those of its steps.
 *
 * @param parsers runs the code that reads the options of the type
 * @param options the options that belong to the type and not to a step
 * @param steps the steps of the pipeline, in order
 * @param unusableSteps for the name of each step or plugin type that cannot be used: its origin and the reason; of several with one name,
 *     those of the first
 * @param unreadableJars the origin of each unusable item without a name, such as a jar with unknown steps, and the reason
 */
public record Declarations(
        String type,
        ParserCall parsers,
        List<Option<?>> options,
        List<StepConfigSchema> steps,
        Map<String, String> unusableSteps,
        List<String> unreadableJars) {
    public static final Duration DEFAULT_STEP_TIME_LIMIT = Duration.ofSeconds(10);

    public static final Option<Boolean> SKIP_CALL = Option.of(
                    "skip_call",
                    OptionType.flag(),
                    false,
                    "Skip this plugin and return `prevResult` unchanged. All other options are ignored.")
            .atTopLevel();

    public static final Option<GoDuration> STEP_TIME_LIMIT = Option.of(
                    "step_time_limit",
                    OptionType.text("duration, e.g. `500ms` or `10s`", Declarations::positive),
                    new GoDuration(DEFAULT_STEP_TIME_LIMIT),
                    "Time limit for the code of third-party jars. It applies to each method call of a step, and to"
                            + " each action outside the kernel, such as a webhook request. If it is exceeded, ADD or CHECK"
                            + " fails.")
            .atTopLevel();

    public static final Option<RepairScope> REPAIR = Option.of(
                    "repair",
                    RepairScope.TYPE,
                    RepairScope.ALL,
                    "Which of the objects that an ADD made are restored after another program has changed them. `all`:"
                            + " objects on the node and in the pod; `host`: only objects on the node and the veth pair;"
                            + " `off`: none.")
            .atTopLevel();

    /** The options that this package defines for every plugin type. */
    static final List<Option<?>> COMMON = List.of(SKIP_CALL, STEP_TIME_LIMIT, REPAIR);

    public Declarations {
        options = List.copyOf(options);
        steps = List.copyOf(steps);
        unusableSteps = Collections.unmodifiableMap(new LinkedHashMap<>(unusableSteps));
        unreadableJars = List.copyOf(unreadableJars);
    }

    private static GoDuration positive(String text) {
        GoDuration duration = GoDuration.parse(text);
        if (duration.value().isZero()) {
            throw new IllegalArgumentException("\"" + text + "\" is zero");
        }
        return duration;
    }

    /**
     * {@return declarations without unusable steps and jars}
     *
     * @param options the options of the type; those of every type, such as {@link #SKIP_CALL}, are not added
     */
    public static Declarations of(
            String type, ParserCall parsers, List<Option<?>> options, List<StepConfigSchema> steps) {
        return new Declarations(type, parsers, options, steps, Map.of(), List.of());
    }

    /**
     * {@return the declarations for a plugin type} {@link #SKIP_CALL}, {@link #STEP_TIME_LIMIT} and {@link #REPAIR} are added.
     *
     * @param common further options that every plugin type has
     */
    public static Declarations of(
            PluginType type,
            ParserCall parsers,
            List<StepConfigSchema> steps,
            List<Option<?>> common,
            Map<String, String> unusableSteps,
            List<String> unreadableJars) {
        List<Option<?>> options = new ArrayList<>(type.options());
        options.addAll(common);
        options.addAll(COMMON);
        return new Declarations(type.name(), parsers, options, steps, unusableSteps, unreadableJars);
    }
}
