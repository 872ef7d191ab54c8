package meta.launcher.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.plugin.Catalog;
import meta.core.plugin.StepWithOrigin;
import meta.core.plugin.TimeBudget;
import meta.router.RouterSteps;
import meta.router.RouterType;
import meta.veth.VethSteps;
import meta.veth.VethType;

/** Provides the plugin types {@code veth} and {@code router} to the tests of this module. */
public final class TestCatalog {
    private TestCatalog() {}

    /**
     * {@return a catalog with the plugin types of the image and their steps} If the tests run on a module path, the service loader does not find the
     * types {@code veth} and {@code router}, because {@code meta.launcher} does not require their modules. In that case, this method adds the two
     * types and their steps.
     */
    public static Catalog catalog() {
        Catalog found = Discovery.catalog(List.of(), TimeBudget.DEFAULT_LIMIT);
        if (found.type("veth").isPresent()) {
            return found;
        }
        var steps = new ArrayList<>(found.steps());
        new VethSteps().steps().forEach(step -> steps.add(StepWithOrigin.ofImage(step)));
        new RouterSteps().steps().forEach(step -> steps.add(StepWithOrigin.ofImage(step)));
        return new Catalog(List.of(new VethType(), new RouterType()), steps, List.of());
    }
}
