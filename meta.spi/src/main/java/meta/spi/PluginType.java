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

    /**
     * {@return which of the pod's NICs have a routing table of their own once the call is done; by default none}
     *
     * <p>A repeated call, which finds the pod as the first has left it, must decide as the first did.
     *
     * @param context what is, before any step has planned; its options are the type's, its routing is {@link Routing#MAIN}
     */
    default Routing routing(StepContext context) {
        return Routing.MAIN;
    }

    /**
     * {@return the names of the pod's NICs that must be there and have an address before anything can be planned}
     *
     * <p>An ADD waits up to a second for one that is not, since the plugins of several networks can be called at the same time, and then
     * asks the runtime to try again.
     */
    default List<String> neededNics(StepOptions options) {
        return List.of();
    }

    /** {@return which NIC has table main, for a pod of which a NIC goes: see {@link MainNic}} */
    default MainNic mainNic() {
        return MainNic.FIRST;
    }
}
