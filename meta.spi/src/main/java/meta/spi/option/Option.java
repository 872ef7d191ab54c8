package meta.spi.option;

import java.util.ArrayList;
import java.util.List;

/**
 * The declaration of one key of the network configuration.
 *
 * @param key the JSON key, 1 to 100 printable characters without double quotes, not blank
 * @param otherKeys other accepted spellings of the key
 * @param presence whether the key is required
 * @param description sentences for the documentation, in Markdown, at most 4,096 characters
 * @param location the JSON object that contains the key; ignored for the options of a plugin type, which are at the top level, and for the
 *     members of an {@link OptionType.Group}, which are in the group's object
 * @param needs other options of the same step that must be set if this option is set. An option is set if it has a value that differs from
 *     its default. Ignored for the options of a plugin type and for the members of a group
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

    /**
     * Whether a key is required, and what holds if it is missing both in the network configuration and in the options of the node (by
     * default {@code /etc/meta-plugins/defaults.json}).
     */
    public sealed interface Presence<T> {}

    /**
     * Without the key, ADD, CHECK, STATUS and repairs fail, except in the cases below. DEL and GC do not need it. A third party's step
     * with a required option must be off by default.
     *
     * <p>The key may be missing if {@code skip_call} is true. A member of a {@linkplain OptionType.Group group} may also be missing if the
     * group's object is missing. Any other option of a step may also be missing if the step does not run, and any other option of a plugin
     * type if a step {@linkplain meta.spi.StepDeclaration#endingThePipelineIf ends the pipeline early}.
     */
    public record Required<T>() implements Presence<T> {}

    /** The key may be missing. The option then has this value, which must not be null. */
    public record Default<T>(T value) implements Presence<T> {}

    /** The key may be missing. The option then has no value ({@link StepOptions#find}). */
    public record Unset<T>() implements Presence<T> {}

    /** The JSON object that contains a key. */
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

    /** {@return an option of a step, or a member of a group, with a default value} */
    public static <T> Option<T> of(String key, OptionType<T> type, T byDefault, String description) {
        return new Option<>(key, List.of(), type, new Default<>(byDefault), description, Location.STEP, List.of());
    }

    /**
     * {@return an option of a step, or a member of a group, that is {@linkplain Unset unset} if its key is missing}
     *
     * @param description should also say what happens then
     */
    public static <T> Option<T> optional(String key, OptionType<T> type, String description) {
        return new Option<>(key, List.of(), type, new Unset<>(), description, Location.STEP, List.of());
    }

    /** {@return an option of a step, or a member of a group, whose key is {@linkplain Required required}} */
    public static <T> Option<T> required(String key, OptionType<T> type, String description) {
        return new Option<>(key, List.of(), type, new Required<>(), description, Location.STEP, List.of());
    }

    /** {@return a copy whose key is in the network configuration itself} */
    public Option<T> atTopLevel() {
        return new Option<>(key, otherKeys, type, presence, description, Location.TOP_LEVEL, needs);
    }

    /**
     * {@return a copy with these other spellings of the key, which replace the current ones}
     *
     * <p>A configuration with two spellings of the key and different values is invalid.
     */
    public Option<T> alsoSpelt(String... spellings) {
        return new Option<>(key, List.of(spellings), type, presence, description, location, needs);
    }

    /** {@return a copy that {@linkplain #needs needs} one more option} */
    public Option<T> needing(Option<?> other) {
        List<Option<?>> more = new ArrayList<>(needs);
        more.add(other);
        return new Option<>(key, otherKeys, type, presence, description, location, more);
    }
}
