package meta.core.plugin;

import java.util.List;
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
 * A plugin type of a third party: what it says of itself was asked once, the rest is asked on guard.
 *
 * @param type the type itself
 * @param name its name
 * @param description one sentence
 * @param steps the names of its steps
 * @param options the options that belong to no step
 * @param mainNic which of a pod's NICs has main
 * @param origin the jar that brings it
 */
public record ThirdPartyType(
        PluginType type,
        String name,
        String description,
        List<String> steps,
        List<Option<?>> options,
        MainNic mainNic,
        String origin)
        implements RoutingType {
    public ThirdPartyType {
        steps = List.copyOf(steps);
        options = List.copyOf(options);
    }

    /**
     * {@return the type as it describes itself now}
     *
     * @throws IllegalArgumentException where its name is none
     */
    public static ThirdPartyType of(PluginType type, String origin) {
        return new ThirdPartyType(
                type,
                Names.checked("plugin type", type.name()),
                type.description(),
                type.steps(),
                type.options(),
                RoutingType.mainNic(type),
                origin);
    }

    /**
     * {@inheritDoc}
     *
     * @throws PlanningException where the type does not say; the text names the jar
     */
    @Override
    public AddressingPolicy addressing(StepOptions given) {
        return Watchdog.withDefaultTimeout(origin).run(type.getClass().getClassLoader(), () -> type.addressing(given));
    }

    /**
     * {@inheritDoc}
     *
     * @throws PlanningException where the type does not say; the text names the jar
     */
    @Override
    public NicTables tables(StepContext context) {
        return Watchdog.withDefaultTimeout(origin).run(type.getClass().getClassLoader(), () -> RoutingType.tables(type, context));
    }

    /**
     * {@inheritDoc}
     *
     * @throws PlanningException where the type does not say; the text names the jar
     */
    @Override
    public List<String> neededNics(StepOptions given) {
        return Watchdog.withDefaultTimeout(origin).run(type.getClass().getClassLoader(), () -> type.neededNics(given));
    }
}
