package meta.launcher.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.plugin.BoundStep;
import meta.core.plugin.Catalog;
import meta.core.plugin.TimeBudget;
import meta.router.RouterSteps;
import meta.router.RouterType;
import meta.veth.VethSteps;
import meta.veth.VethType;

/** Creates the catalog of the image: the types veth and router, and all steps of the image. */
public final class TestCatalog {
    private TestCatalog() {}

    /**
     * {@return the catalog of the image} On a class path, the service loader finds the types veth and router. On a module path it does not find them,
     * because this module does not require their modules. Therefore this method then adds the types and their steps itself.
     */
    public static Catalog catalog() {
        Catalog found = Discovery.catalog(List.of(), TimeBudget.DEFAULT_LIMIT);
        if (found.type("veth").isPresent()) {
            return found;
        }
        var steps = new ArrayList<>(found.steps());
        new VethSteps().steps().forEach(step -> steps.add(BoundStep.ofImage(step)));
        new RouterSteps().steps().forEach(step -> steps.add(BoundStep.ofImage(step)));
        return new Catalog(List.of(new VethType(), new RouterType()), steps, List.of());
    }
}
