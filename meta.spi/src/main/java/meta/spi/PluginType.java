package meta.spi;

import java.util.List;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/**
 * A CNI plugin: a name, an ordered list of steps, and decisions that all of its steps share.
 *
 * <p>An implementation is a public class with a public constructor without parameters. {@link java.util.ServiceLoader} finds the class by
 * the same rules as a {@link StepProvider}, in {@code module-info.java} or in {@code META-INF/services/meta.spi.PluginType}. No method may
 * return null.
 *
 * <p>For a type from a third party, {@link #name}, {@link #description}, {@link #steps} and {@link #options} are called only when the jar
 * is loaded. {@link #addressing} and {@link #neededNics} are called while a call plans, each time on a separate thread that is interrupted
 * after 10 s. Several threads can call them at the same time.
 */
public interface PluginType {

    /**
     * {@return the name of the plugin: the value of {@code type} in a network configuration, and the file name of the executable}
     *
     * <p>A name is an ASCII letter, then ASCII letters, digits, dots, hyphens and underscores.
     */
    String name();

    /** {@return one sentence that describes the plugin in the manual, at most 4,096 characters} */
    String description();

    /**
     * {@return the names of the plugin's steps, in the order in which they plan}
     *
     * <p>Each name must be declared exactly once for this type, by a {@link StepDeclaration} with the place
     * {@link StepDeclaration#whereverListed} or {@link StepDeclaration#listedBy}. Otherwise, an ADD of the type fails. A declaration of the
     * plugins with such a place takes precedence over a third-party one. The {@link SharedSteps} are always available.
     */
    List<String> steps();

    /** {@return the options that belong to the whole plugin and not to one of its steps; by default none} */
    default List<Option<?>> options() {
        return List.of();
    }

    /**
     * {@return the subnets to reach through the node, and other decisions about addresses; by default {@link AddressingPolicy#NONE}}
     *
     * <p>An ADD, CHECK, dry run or repair calls the method before the steps plan, possibly more than once.
     *
     * @param options the values of {@link #options}
     * @throws PlanningException if the values of the options contradict each other; the call fails with the message before it changes
     *     anything
     */
    default AddressingPolicy addressing(StepOptions options) {
        return AddressingPolicy.NONE;
    }

    /**
     * {@return the names of further NICs that must exist in the pod; by default none}
     *
     * <p>An ADD waits about one second until each of these NICs has an address that is {@linkplain meta.spi.net.Address#isStable stable}.
     * If a NIC or its address is still missing then, the ADD fails with CNI error code 11, which asks the runtime to try again. Other calls
     * do not wait.
     *
     * @param options the values of {@link #options}
     * @throws PlanningException if the values of the options contradict each other; the ADD fails with the message before it changes
     *     anything
     */
    default List<String> neededNics(StepOptions options) {
        return List.of();
    }
}
