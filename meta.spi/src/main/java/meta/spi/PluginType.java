package meta.spi;

import java.util.List;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/**
 * A CNI plugin: a name and an ordered list of steps. Implementations are found with {@link java.util.ServiceLoader}. The name, description, steps and
 * options of a third party's type are read once.
 */
public interface PluginType {

    /** {@return the {@code type} in a network configuration, which is also the name of the executable; the form is that of {@link Step#name}} */
    String name();

    /** {@return one sentence for the manual} */
    String description();

    /** {@return the names of the steps in order; a {@link StepProvider} declares each of them for this type} */
    List<String> steps();

    /** {@return the options that belong to no step; by default none} */
    default List<Option<?>> options() {
        return List.of();
    }

    /**
     * {@return the decisions about addresses; by default {@link AddressingPolicy#NONE}}
     *
     * @throws PlanningException if the options do not fit together; the call fails
     */
    default AddressingPolicy addressing(StepOptions options) {
        return AddressingPolicy.NONE;
    }

    /**
     * {@return the names of the NICs, in addition to the NIC of the call, that must exist and have an address; by default none}
     *
     * <p>ADD waits up to one second until each of the NICs exists and has a stable address. It then fails with an error that asks the runtime to try
     * again.
     */
    default List<String> neededNics(StepOptions options) {
        return List.of();
    }
}
