package meta.image.steps;

import java.util.ArrayList;
import java.util.List;
import meta.core.plugin.Catalog;
import meta.core.plugin.step.SharedStepProvider;
import meta.router.RouterSteps;
import meta.router.RouterType;
import meta.spi.StepDeclaration;
import meta.veth.VethSteps;
import meta.veth.VethType;

/**
 * Lists the plugin types and steps of the image for code that runs on the class path. There, {@code ServiceLoader} does not find them,
 * because only module descriptors declare them.
 */
public final class ImageCatalog {
    private ImageCatalog() {}

    /** {@return the types {@code veth} and {@code router}, their steps, and the steps that both types have} */
    public static Catalog catalog() {
        List<StepDeclaration> steps = new ArrayList<>(new SharedStepProvider().steps());
        steps.addAll(new VethSteps().steps());
        steps.addAll(new RouterSteps().steps());
        return Catalog.of(List.of(new VethType(), new RouterType()), steps);
    }
}
