package meta.spi;

import java.util.List;

/** Provides steps. Implementations are found with {@link java.util.ServiceLoader}. */
@FunctionalInterface
public interface StepProvider {

    /** {@return the steps with their declarations} */
    List<StepDeclaration> steps();
}
