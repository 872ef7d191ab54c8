package meta.core.config;

import java.util.ArrayList;
import java.util.List;
import meta.core.plugin.Unusable;
import meta.core.plugin.Watchdog;
import meta.spi.PluginType;
import meta.spi.StepDeclaration;
import meta.spi.option.GoDuration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/**
 * What can be said in the network configuration of a plugin type.
 *
 * @param type the name of the type
 * @param options the options that belong to no step
 * @param steps the steps of its pipeline, each with the options that it reads
 * @param unusable what would be a step of it, or may be, and cannot be used
 */
public record Declarations(String type, List<Option<?>> options, List<StepDeclaration> steps, List<Unusable> unusable) {
    /** Core's own option, which every type has. */
    public static final Option<Boolean> SKIP_CALL = Option.of(
                    "skip_call",
                    OptionType.flag(),
                    false,
                    "Whether nothing is done and the previous result is passed on; no other option is looked at then.")
            .atTopLevel();

    /** Core's own option, too: how patient a call is with what it does not know. */
    public static final Option<GoDuration> STEP_TIME_LIMIT = Option.of(
                    "step_time_limit",
                    OptionType.text("a length of time such as `500ms` or `10s`", Declarations::positive),
                    new GoDuration(Watchdog.DEFAULT_TIMEOUT),
                    "How long a step of a third party may take each time it is asked; the call fails where it takes longer.")
            .atTopLevel();

    public Declarations {
        options = List.copyOf(options);
        steps = List.copyOf(steps);
        unusable = List.copyOf(unusable);
    }

    private static GoDuration positive(String text) {
        GoDuration duration = GoDuration.parse(text);
        if (duration.value().isZero()) {
            throw new IllegalArgumentException("\"" + text + "\" is no time at all");
        }
        return duration;
    }

    /**
     * {@return what a type, its steps and whoever starts the plugin declare}
     *
     * @param type the type
     * @param steps the steps of its pipeline
     * @param common further options that every type has, such as where the log is
     * @param unusable what would be a step of it, or may be, and cannot be used
     */
    public static Declarations of(
            PluginType type, List<StepDeclaration> steps, List<Option<?>> common, List<Unusable> unusable) {
        List<Option<?>> options = new ArrayList<>(type.options());
        options.addAll(common);
        options.add(SKIP_CALL);
        options.add(STEP_TIME_LIMIT);
        return new Declarations(type.name(), options, steps, unusable);
    }
}
