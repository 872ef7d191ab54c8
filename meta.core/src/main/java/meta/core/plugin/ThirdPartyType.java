package meta.core.plugin;

import java.util.List;
import meta.core.config.DeclaredOptions;
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
 * A plugin type of a third party. Its name, steps and options are read once; its decisions about a call are made under a watchdog.
 *
 * @param type the type itself
 * @param name its name
 * @param description its description, one sentence
 * @param steps the names of its steps
 * @param options the options that belong to no step
 * @param mainNic which of a pod's NICs keeps table main
 * @param origin the jar that provides the type
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
     * {@return the type, with its current name, description, steps and options}
     *
     * @param place the path of the jar, or the module of a custom image
     * @throws IllegalArgumentException if its name or an option is not valid
     */
    public static ThirdPartyType of(PluginType type, String place) {
        DeclaredOptions.requireShort(type.description(), "the description of the plugin type");
        DeclaredOptions.requireValid(type.options());
        return new ThirdPartyType(
                type,
                Names.requireValid("plugin type", type.name()),
                type.description(),
                type.steps(),
                type.options(),
                RoutingType.mainNic(type),
                Origin.ofThirdParty(type, place));
    }

    /**
     * {@inheritDoc}
     *
     * @throws PlanningException if the type does not return a result; the message names the jar
     */
    @Override
    public AddressingPolicy addressing(StepOptions given) {
        return origin.call(TimeBudget.DEFAULT_LIMIT, () -> type.addressing(given));
    }

    /**
     * {@inheritDoc}
     *
     * @throws PlanningException if the type does not return a result; the message names the jar
     */
    @Override
    public NicTables tables(StepContext context) {
        return origin.call(TimeBudget.DEFAULT_LIMIT, () -> RoutingType.tables(type, context));
    }

    /**
     * {@inheritDoc}
     *
     * @throws PlanningException if the type does not return a result; the message names the jar
     */
    @Override
    public List<String> neededNics(StepOptions given) {
        return origin.call(TimeBudget.DEFAULT_LIMIT, () -> type.neededNics(given));
    }
}
