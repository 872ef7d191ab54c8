package meta.core.config;

import java.util.ArrayList;
import java.util.List;
import meta.spi.PluginType;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/**
 * What can be said in the network configuration of a plugin type.
 *
 * @param type the name of the type
 * @param options the options that belong to no step
 * @param steps the steps of its pipeline, each with the options that it reads
 */
public record Declarations(String type, List<Option<?>> options, List<StepDeclaration> steps) {
    /** Core's own option, which every type has. */
    public static final Option<Boolean> SKIP_CALL = Option.of(
                    "skip_call",
                    OptionType.flag(),
                    false,
                    "Whether nothing is done and the previous result is passed on; no other option is looked at then.")
            .atTopLevel();

    public Declarations {
        options = List.copyOf(options);
        steps = List.copyOf(steps);
    }

    /**
     * {@return what a type, its steps and whoever starts the plugin declare}
     *
     * @param type the type
     * @param steps the steps of its pipeline
     * @param common further options that every type has, such as where the log is
     */
    public static Declarations of(PluginType type, List<StepDeclaration> steps, List<Option<?>> common) {
        List<Option<?>> options = new ArrayList<>(type.options());
        options.addAll(common);
        options.add(SKIP_CALL);
        return new Declarations(type.name(), options, steps);
    }
}
