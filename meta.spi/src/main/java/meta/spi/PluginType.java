package meta.spi;

import java.util.List;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/**
 * A CNI plugin: a name to call it by, and the steps that it takes, in order. A service, found by {@link java.util.ServiceLoader}.
 */
public interface PluginType {

    /** {@return the {@code type} of the network configuration, and the name of the executable} */
    String name();

    /** {@return one sentence for people} */
    String description();

    /** {@return the names of its steps in order; each is declared for this type by some {@link StepProvider}} */
    List<String> steps();

    /** {@return the options that belong to the type rather than to one step} */
    default List<Option<?>> options() {
        return AddressingPolicy.OPTIONS;
    }

    /** {@return what the options say about the addresses to work on} */
    default AddressingPolicy addressing(StepOptions options) {
        return AddressingPolicy.from(options);
    }
}
