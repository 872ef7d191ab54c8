package meta.spi;

import java.util.List;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/**
 * A CNI plugin: a name, an ordered list of steps, and decisions that all of its steps share.
 *
 * <p>An implementation is a public class with a public constructor without parameters. {@link java.util.ServiceLoader} finds the class by the same
 * rules as a {@link StepProvider}, in {@code module-info.java} or in {@code META-INF/services/meta.spi.PluginType}. No method may return null.
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
     * <p>For each name, exactly one {@link StepDeclaration} must have a place {@link StepDeclaration#whereverListed} or {@link
     * StepDeclaration#listedBy} for this type. Otherwise, the calls of the type fail; a DEL then runs only the {@link SharedSteps}. A
     * third-party declaration does not count if a step of the plugins with this name has such a place, too. The constants of {@link
     * SharedSteps} name steps that are always available.
     */
    List<String> steps();

    /** {@return the options that belong to the whole plugin and not to one of its steps; by default none} */
    default List<Option<?>> options() {
        return List.of();
    }

    /**
     * {@return the subnets to reach through the node, and other decisions about addresses; by default {@link AddressingPolicy#NONE}}
     *
     * <p>The method is called in an ADD, CHECK, dry run or repair, before the steps plan. If a step reports an address that the NIC already
     * has ({@link Plan.Report}), the call is planned twice, and the method is called twice.
     *
     * @param options the values of {@link #options}
     * @throws PlanningException if the values of the options contradict each other; the call fails with the message before it changes anything
     */
    default AddressingPolicy addressing(StepOptions options) {
        return AddressingPolicy.NONE;
    }

    /**
     * {@return the names of further NICs that must exist in the pod, in addition to the NIC of the call; by default none}
     *
     * <p>An ADD waits at most one second until each of these NICs exists and has an address that is {@linkplain meta.spi.net.Address#isStable
     * stable}. If a NIC or its address is still missing after that second, the ADD fails with CNI error code 11, which asks the runtime to try again.
     * CHECK, the dry run and repairs do not wait.
     *
     * @param options the values of {@link #options}
     * @throws PlanningException if the values of the options contradict each other; the ADD fails with the message before it changes anything
     */
    default List<String> neededNics(StepOptions options) {
        return List.of();
    }
}
