package meta.image.broken;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import meta.image.steps.StepJar;

/**
 * A kind of broken jar.
 *
 * @param name the description of the fault, from which the name of the kind's folder is made
 * @param jars the jars to create, by their path in the folder of this kind
 * @param damage changes files in the folder of this kind after the jars were created
 * @param steps the value of the key {@code steps} in a network configuration that uses the step of the jar, as JSON text; {@code OTHER}
 *     stands for an address of another pod
 * @param add the expected outcome of an ADD with this configuration
 * @param after the expected consequences for DEL and for the agent
 */
public record BrokenJarKind(
        String name, Map<String, StepJar> jars, Damage damage, String steps, Outcome add, Aftermath after) {

    @FunctionalInterface
    public interface Damage {
        void apply(Path folder) throws IOException;
    }

    /**
     * {@return the folder of this kind}
     *
     * @param all the folder that contains the folders of all kinds
     */
    public Path folder(Path all) {
        return all.resolve(name.replaceAll("[^A-Za-z0-9]+", "-"));
    }

    /** {@return whether calls whose configuration does not name the step fail, too} */
    public boolean isFatalForAllCalls() {
        return add instanceof Outcome.NoAnswer(Outcome.When when) && when == Outcome.When.LOADED;
    }

    /** {@return whether an ADD with the configuration of this kind leaves the node and the pod unchanged} */
    public boolean addChangesNothing() {
        return switch (add) {
            case Outcome.Refused _ -> true;
            case Outcome.Succeeds _ -> false;
            case Outcome.NoAnswer(Outcome.When when) -> when != Outcome.When.APPLIED;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
