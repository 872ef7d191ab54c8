package meta.launcher.jars;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import meta.core.plugin.Names;
import meta.core.plugin.ThirdPartyStep;
import meta.core.plugin.ThirdPartyType;
import meta.spi.PluginType;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;
import meta.spi.option.Option;

/**
 * What a third party declares. It is asked once; whatever it throws is thrown on.
 *
 * @param types its plugin types
 * @param steps its steps, guarded
 */
record ThirdPartyProviders(List<ThirdPartyType> types, List<StepDeclaration> steps) {
    private static final String ENABLED = "enabled"; // what every step has anyway

    /** {@return what the providers in a layer declare, those of the layers below left out} */
    static ThirdPartyProviders by(ModuleLayer layer, String origin) {
        return of(
                in(layer, ServiceLoader.load(layer, PluginType.class)),
                in(layer, ServiceLoader.load(layer, StepProvider.class)),
                origin);
    }

    private static <T> List<T> in(ModuleLayer layer, ServiceLoader<T> loader) {
        return loader.stream()
                .filter(provider -> provider.type().getModule().getLayer() == layer)
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * {@return what they declare}
     *
     * @throws IllegalArgumentException where a name cannot be one
     */
    static ThirdPartyProviders of(List<PluginType> types, List<StepProvider> providers, String origin) {
        List<ThirdPartyType> foreignTypes = new ArrayList<>();
        for (PluginType type : types) {
            foreignTypes.add(ThirdPartyType.of(type, origin));
        }
        List<StepDeclaration> steps = new ArrayList<>();
        for (StepProvider provider : providers) {
            for (StepDeclaration declaration : provider.steps()) {
                steps.add(guarded(declaration, origin));
            }
        }
        return new ThirdPartyProviders(foreignTypes, steps);
    }

    private static StepDeclaration guarded(StepDeclaration declaration, String origin) {
        String name = Names.checked("step", declaration.step().name());
        Set<String> keys = new HashSet<>(Set.of(ENABLED));
        for (Option<?> option : declaration.options()) {
            if (option.location() == Option.Location.STEP && !keys.add(option.key())) {
                throw new IllegalArgumentException("the step \"" + name + "\" declares an option \"" + option.key()
                        + "\", which is there already");
            }
        }
        return new StepDeclaration(
                new ThirdPartyStep(declaration.step(), name, origin),
                declaration.description().strip(),
                declaration.places(),
                declaration.options(),
                declaration.enabledByDefault(),
                declaration.needs(),
                declaration.ending());
    }
}
