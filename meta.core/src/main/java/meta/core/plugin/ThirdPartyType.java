package meta.core.plugin;

import java.util.List;
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
 * A plugin type of a third party. Its name, description, steps and options are read once. Its methods about a call, and the parsers of its options,
 * run under a {@link Watchdog}. If a method fails or exceeds {@link TimeBudget#DEFAULT_LIMIT}, it throws a {@link PlanningException} with the jar.
 *
 * @param options the options that belong to no step
 * @param mainNic which of a pod's NICs keeps its default route in the main table
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
     * {@return the type, with its current name, description, steps and options} Must run under a {@link Watchdog}: it calls code of the third party.
     *
     * @throws IllegalArgumentException if its name, its description or an option is not valid
     * @throws NullPointerException if a part is null
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
                RoutingType.mainNic(type),
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
        return origin.call(TimeBudget.DEFAULT_LIMIT, () -> type.neededNics(given));
    }
}
