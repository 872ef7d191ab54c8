package meta.launcher.jars;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import meta.core.plugin.BoundStep;
import meta.core.plugin.ThirdPartyType;
import meta.spi.PluginType;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/**
 * The plugin types and steps that a third party declares. The providers are called once; their exceptions are not caught.
 *
 * @param types its plugin types
 * @param steps its steps
 */
record ThirdPartyProviders(List<ThirdPartyType> types, List<BoundStep> steps) {

    /** {@return the declarations of the providers in a layer; providers of its parent layers are ignored} */
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
     * {@return the declarations of the providers}
     *
     * @throws IllegalArgumentException if the name of a type or step is not valid
     */
    static ThirdPartyProviders of(List<PluginType> types, List<StepProvider> providers, String origin) {
        List<ThirdPartyType> thirdPartyTypes = new ArrayList<>();
        for (PluginType type : types) {
            thirdPartyTypes.add(ThirdPartyType.of(type, origin));
        }
        List<BoundStep> steps = new ArrayList<>();
        for (StepProvider provider : providers) {
            for (StepDeclaration declaration : provider.steps()) {
                steps.add(BoundStep.ofThirdParty(declaration, origin));
            }
        }
        return new ThirdPartyProviders(thirdPartyTypes, steps);
    }
}
