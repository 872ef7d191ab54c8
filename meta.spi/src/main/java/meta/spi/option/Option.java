package meta.spi.option;

import java.util.ArrayList;
import java.util.List;

/**
 * One key of the network configuration.
 *
 * @param key the JSON key
 * @param otherKeys other accepted spellings of the key
 * @param description sentences for the documentation, in Markdown
 * @param location the object that holds the key; ignored for a member of an {@link OptionType.Group}, whose key is in the group's object
 * @param needs other options of the same step that must be set if this option is set; an option is set if its value differs from its default. Ignored
 *     for options of a type and for members of a group
 * @param <T> the Java type of the value
 */
public record Option<T>(
        String key,
        List<String> otherKeys,
        OptionType<T> type,
        Presence<T> presence,
        String description,
        Location location,
        List<Option<?>> needs) {

    /** Whether an option is required, its default, or neither. No kinds will be added. */
    public sealed interface Presence<T> {}

    /**
     * A configuration without the key is an error, with these exceptions: the key of an option of a step may be missing if the step does not run, the
     * key of an option of a type if a step ends the pipeline early, and each key if {@code skip_call} is true. A third party's step with a required
     * option must be off by default.
     */
    public record Required<T>() implements Presence<T> {}

    /** The option has this value if the key is missing. */
    public record Default<T>(T value) implements Presence<T> {}

    /** The key may be missing; {@link StepOptions#find} is then empty. */
    public record Unset<T>() implements Presence<T> {}

    /** The object that holds a key. */
    public enum Location {
        /** The network configuration itself. */
        TOP_LEVEL,
        /** The object {@code steps.<name of the step>}. */
        STEP
    }

    public Option {
        otherKeys = List.copyOf(otherKeys);
        needs = List.copyOf(needs);
    }

    /** {@return an option of a step, or a member of a group, with a default} */
    public static <T> Option<T> of(String key, OptionType<T> type, T byDefault, String description) {
        return new Option<>(key, List.of(), type, new Default<>(byDefault), description, Location.STEP, List.of());
    }

    /**
     * {@return an option of a step, or a member of a group, that has no value if its key is missing}
     *
     * @param description says what happens without a value
     */
    public static <T> Option<T> optional(String key, OptionType<T> type, String description) {
        return new Option<>(key, List.of(), type, new Unset<>(), description, Location.STEP, List.of());
    }

    /** {@return a required option of a step, or a required member of a group} */
    public static <T> Option<T> required(String key, OptionType<T> type, String description) {
        return new Option<>(key, List.of(), type, new Required<>(), description, Location.STEP, List.of());
    }

    /** {@return a copy whose key is in the network configuration itself} */
    public Option<T> atTopLevel() {
        return new Option<>(key, otherKeys, type, presence, description, Location.TOP_LEVEL, needs);
    }

    /** {@return a copy with these other spellings; a configuration with different values for two spellings is an error} */
    public Option<T> alsoSpelt(String... spellings) {
        return new Option<>(key, List.of(spellings), type, presence, description, location, needs);
    }

    /** {@return a copy that also {@linkplain #needs needs} the other option} */
    public Option<T> needing(Option<?> other) {
        List<Option<?>> more = new ArrayList<>(needs);
        more.add(other);
        return new Option<>(key, otherKeys, type, presence, description, location, more);
    }
}
