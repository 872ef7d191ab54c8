package meta.image.broken;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import meta.image.steps.StepJar;

/**
 * A kind of broken jar.
 *
 * @param name what is wrong
 * @param jars by path in a folder
 * @param damage changes the folder after the creation of the jars
 * @param steps the key {@code steps} of a configuration that uses a step of a jar; {@code OTHER} is an address of another pod
 */
public record BrokenKind(
        String name, Map<String, StepJar> jars, Damage damage, String steps, Outcome add, Aftermath after) {

    @FunctionalInterface
    public interface Damage {
        void apply(Path folder) throws IOException;
    }

    /** {@return the folder of this kind in the folder of all kinds} */
    public Path folder(Path all) {
        return all.resolve(name.replaceAll("[^A-Za-z0-9]+", "-"));
    }

    /** {@return whether calls that do not name the step fail too} */
    public boolean isFatalForAllCalls() {
        return add instanceof Outcome.NoAnswer(Outcome.When when) && when == Outcome.When.LOADED;
    }

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
