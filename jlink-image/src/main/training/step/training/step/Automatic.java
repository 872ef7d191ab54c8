package training.step;

import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/** Found in the META-INF/services of a jar without a descriptor. */
public final class Automatic implements StepProvider {
    @Override
    public List<StepDeclaration> steps() {
        return List.of(new QueueAndRoute("trainAutomatic").declaration());
    }
}
