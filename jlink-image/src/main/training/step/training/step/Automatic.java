package training.step;

import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/** A step provider that is declared in META-INF/services, in a jar without a module descriptor. */
public final class Automatic implements StepProvider {
    @Override
    public List<StepDeclaration> steps() {
        return List.of(new QueueAndRoute("trainAutomatic").declaration());
    }
}
