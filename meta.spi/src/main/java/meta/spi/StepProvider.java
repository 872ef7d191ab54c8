package meta.spi;

import java.util.List;

/** Brings steps to the framework. A service, found by {@link java.util.ServiceLoader}. */
@FunctionalInterface
public interface StepProvider {

    /** {@return the steps, each with what the framework has to know of it} */
    List<StepDeclaration> steps();
}
