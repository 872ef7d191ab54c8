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
 * The keys that the network configuration of a plugin type may have.
 *
 * @param parsers runs the parsers of {@code options}
 * @param options the options that belong to no step
 * @param unusableSteps the origin and the reason, on one line, of each step that cannot be used; by the name of the step
 * @param unreadableJars the path and the reason, on one line, of each jar that cannot be used and may contain further steps
 */
public record Declarations(
        String type,
        ParserCall parsers,
        List<Option<?>> options,
        List<ConfigurableStep> steps,
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
                    "Which objects of an ADD are repaired after another program has changed them. `all`: objects"
                            + " on the node and in the pod; `host`: only objects on the node; `off`: none.")
            .atTopLevel();

    /** The options of every type, without those of the log. */
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

    /** {@return declarations without unusable steps and jars} */
    public static Declarations of(
            String type, ParserCall parsers, List<Option<?>> options, List<ConfigurableStep> steps) {
        return new Declarations(type, parsers, options, steps, Map.of(), List.of());
    }

    /**
     * {@return the declarations of a type: its own options, the common ones, and those of its steps}
     *
     * @param common further options of every type
     */
    public static Declarations of(
            PluginType type,
            ParserCall parsers,
            List<ConfigurableStep> steps,
            List<Option<?>> common,
            Map<String, String> unusableSteps,
            List<String> unreadableJars) {
        List<Option<?>> options = new ArrayList<>(type.options());
        options.addAll(common);
        options.addAll(COMMON);
        return new Declarations(type.name(), parsers, options, steps, unusableSteps, unreadableJars);
    }
}
