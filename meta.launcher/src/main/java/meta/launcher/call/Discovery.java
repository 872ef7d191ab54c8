package meta.launcher.call;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import meta.core.pipeline.Catalog;
import meta.spi.PluginType;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/** Finds what the modules of the image provide; nothing here knows any of it by name. */
public final class Discovery {
    private Discovery() {}

    public static Catalog catalog() {
        List<PluginType> types = new ArrayList<>();
        for (PluginType type : ServiceLoader.load(PluginType.class)) {
            types.add(type);
        }
        List<StepDeclaration> steps = new ArrayList<>();
        for (StepProvider provider : ServiceLoader.load(StepProvider.class)) {
            steps.addAll(provider.steps());
        }
        return new Catalog(types, steps);
    }
}
