package training.step;

import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/** Found in the descriptor of a module. */
public final class Modular implements StepProvider {
    @Override
    public List<StepDeclaration> steps() {
        return List.of(new QueueAndRoute("trainModular").declaration());
    }
}
