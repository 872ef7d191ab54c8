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

/** The types veth and router and their steps, as the image has them. */
public final class TestCatalog {
    private TestCatalog() {}

    /**
     * On a module path, a type in a module that this module does not require is not found, and must be named; on a class path it is found.
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
