package meta.spi;

import java.util.List;

/** Provides steps. The framework finds implementations with {@link java.util.ServiceLoader}. */
@FunctionalInterface
public interface StepProvider {

    /** {@return the steps with their declarations} */
    List<StepDeclaration> steps();
}
