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
 * Wraps a plugin type of a third party. {@link #addressing}, {@link #tables} and {@link #neededNics} run its code under a {@link Watchdog},
 * with the time limit {@link TimeBudget#DEFAULT_LIMIT}. They throw the {@link PlanningException} and the {@link OutOfMemoryError} of {@link
 * Watchdog#run}.
 *
 * @param type the wrapped type; only the methods of this class may call it
 * @param options the options of the type that belong to no step
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
     * {@return a wrapper of the type} Must be called under a {@link Watchdog}, because it calls code of the third party.
     *
     * @param place as for {@link Origin.ThirdParty}
     * @throws IllegalArgumentException if the name, the description or an option of the type is not valid
     * @throws NullPointerException if a required part of the type is null
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
