package meta.spi;

import java.util.List;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/**
 * A CNI plugin: a name and an ordered list of steps. The framework finds implementations with {@link java.util.ServiceLoader}. Of a third party's
 * type, it reads the name, the description, the steps and the options once.
 *
 * <p>A type that connects pods to their node declares {@link meta.spi.routing.ClusterOptions}. A type that gives the NICs of a pod routing
 * tables of their own implements {@link meta.spi.routing.RoutingType}.
 */
public interface PluginType {

    /** {@return the {@code type} in a network configuration, which is also the name of the executable; valid names are those of {@link Step#name}} */
    String name();

    /** {@return one sentence for the manual} */
    String description();

    /** {@return the names of the steps in order; a {@link StepProvider} declares each of them for this type} */
    List<String> steps();

    /** {@return the options that belong to the type and not to one of its steps; by default none} */
    default List<Option<?>> options() {
        return List.of();
    }

    /**
     * {@return which addresses and subnets a call is about; by default {@link AddressingPolicy#NONE}}
     *
     * @throws PlanningException if the options do not fit together; the call fails
     */
    default AddressingPolicy addressing(StepOptions options) {
        return AddressingPolicy.NONE;
    }

    /**
     * {@return the names of the NICs, in addition to the NIC of the call, that must exist and have an address; by default none}
     *
     * <p>The plugins of several networks can be called at the same time. ADD waits up to one second until each of the NICs exists and has a
     * stable address, and then fails with an error that asks the runtime to try again.
     */
    default List<String> neededNics(StepOptions options) {
        return List.of();
    }
}
