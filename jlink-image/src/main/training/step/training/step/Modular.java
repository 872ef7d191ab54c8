package training.step;

import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/** A step provider in a jar with a module descriptor. */
public final class Modular implements StepProvider {
    @Override
    public List<StepDeclaration> steps() {
        return List.of(new QueueAndRoute("trainModular").declaration());
    }
}
