package meta.spi.option;

import java.util.ArrayList;
import java.util.List;

/**
 * One key of the network configuration.
 *
 * @param key the JSON key
 * @param otherKeys other spellings that are accepted too
 * @param type what values it takes
 * @param presence whether it must be given, or what holds when it is not
 * @param description one sentence for people, in Markdown
 * @param location where the key is looked for
 * @param needs other options, without which a value other than the default has no meaning and is refused
 * @param <T> the type of its value in Java
 */
public record Option<T>(
        String key,
        List<String> otherKeys,
        OptionType<T> type,
        Presence<T> presence,
        String description,
        Location location,
        List<Option<?>> needs) {

    /** Whether an option must be given. */
    public sealed interface Presence<T> {}

    /** A configuration without it is an error. */
    public record Required<T>() implements Presence<T> {}

    /** This value holds when it is not given. */
    public record Default<T>(T value) implements Presence<T> {}

    /** Where a key is looked for. */
    public enum Location {
        /** Beside {@code type} and {@code name}. */
        TOP_LEVEL,
        /** In the object {@code steps.<name of the step>}. */
        STEP
    }

    public Option {
        otherKeys = List.copyOf(otherKeys);
        needs = List.copyOf(needs);
    }

    /** {@return an option of a step that may be left out} */
    public static <T> Option<T> of(String key, OptionType<T> type, T byDefault, String description) {
        return new Option<>(key, List.of(), type, new Default<>(byDefault), description, Location.STEP, List.of());
    }

    /** {@return an option of a step that must be given} */
    public static <T> Option<T> required(String key, OptionType<T> type, String description) {
        return new Option<>(key, List.of(), type, new Required<>(), description, Location.STEP, List.of());
    }

    /** {@return the option beside {@code type} and {@code name} instead of under {@code steps}} */
    public Option<T> atTopLevel() {
        return new Option<>(key, otherKeys, type, presence, description, Location.TOP_LEVEL, needs);
    }

    /** {@return the option under further spellings; giving two of them with different values is an error} */
    public Option<T> alsoSpelt(String... spellings) {
        return new Option<>(key, List.of(spellings), type, presence, description, location, needs);
    }

    /** {@return the option, refused where it has another value than its default while the other one has its own or is not given} */
    public Option<T> needing(Option<?> other) {
        List<Option<?>> more = new ArrayList<>(needs);
        more.add(other);
        return new Option<>(key, otherKeys, type, presence, description, location, more);
    }
}
