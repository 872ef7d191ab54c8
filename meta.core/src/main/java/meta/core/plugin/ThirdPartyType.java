package meta.core.plugin;

import java.util.List;
import java.util.Objects;
import meta.core.config.OptionDeclarationCheck;
import meta.spi.AddressingPolicy;
import meta.spi.NicTables;
import meta.spi.PlanningException;
import meta.spi.PluginType;
import meta.spi.StepContext;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;
import meta.spi.routing.MainNic;
import meta.spi.routing.RoutingType;

/**
 * Wraps a plugin type of a third party. The name, the description, the steps, the options and the {@link #mainNic} of the type are read
 * only by {@link #of}.
 *
 * <p>The methods {@link #addressing}, {@link #tables} and {@link #neededNics} run the type's code under a {@link Watchdog}, with the time
 * limit {@link TimeBudget#DEFAULT_LIMIT}. They throw the exceptions of {@link Watchdog#run}: a {@link PlanningException} whose message
 * contains the path of the jar or the name of the module, or an {@link OutOfMemoryError}. The parsers of the type's options run under a
 * watchdog, too.
 *
 * @param type the wrapped type; only the methods of this class may call it
 * @param steps the names of the steps that the type lists, in order
 * @param options the options of the type that belong to no step
 * @param mainNic decides which NIC of a pod has its default route in the main table
 */
public record ThirdPartyType(
        PluginType type,
        String name,
        String description,
        List<String> steps,
        List<Option<?>> options,
        MainNic mainNic,
        Origin origin)
        implements RoutingType {
    public ThirdPartyType {
        steps = List.copyOf(steps);
        options = List.copyOf(options);
    }

    /**
     * {@return the wrapped type, with its present name, description, steps and options} Must be called under a {@link Watchdog}, because it calls
     * code of the third party.
     *
     * @param place the path of the jar, or the module of a custom image
     * @throws IllegalArgumentException if the name, the description or an option of the type is not valid
     * @throws NullPointerException if the name, the description, the list of steps, a step, a part of the options or the rule for the main NIC is
     *     null
     */
    public static ThirdPartyType of(PluginType type, String place) {
        OptionDeclarationCheck.requireShort(type.description(), "the description of the plugin type");
        OptionDeclarationCheck.requireValid(type.options());
        return new ThirdPartyType(
                type,
                NameCheck.requireValid("plugin type", type.name()),
                type.description(),
                type.steps(),
                type.options(),
                Objects.requireNonNull(RoutingType.mainNic(type), "mainNic()"),
                Origin.ofThirdParty(type, place));
    }

    @Override
    public AddressingPolicy addressing(StepOptions given) {
        return origin.call(TimeBudget.DEFAULT_LIMIT, () -> type.addressing(given));
    }

    @Override
    public NicTables tables(StepContext context) {
        return origin.call(TimeBudget.DEFAULT_LIMIT, () -> RoutingType.tables(type, context));
    }

    @Override
    public List<String> neededNics(StepOptions given) {
        return origin.call(TimeBudget.DEFAULT_LIMIT, () -> List.copyOf(type.neededNics(given)));
    }
}
