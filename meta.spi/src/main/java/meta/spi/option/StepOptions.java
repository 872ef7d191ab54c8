package meta.spi.option;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of the options of a step, a plugin type or a group. Immutable.
 *
 * <p>An option is recognized by its identity, not by equality: use the same {@link Option} object in the declaration and in {@link #get}.
 */
public final class StepOptions {
    // by identity: the first hash code of a record takes 10 ms in a new JVM
    private final IdentityHashMap<Option<?>, Object> values;

    private StepOptions(IdentityHashMap<Option<?>, Object> values) {
        this.values = values;
    }

    /** {@return the default values of these options; an option without a default has no value} */
    public static StepOptions defaults(List<Option<?>> declared) {
        IdentityHashMap<Option<?>, Object> values = new IdentityHashMap<>();
        for (Option<?> option : declared) {
            if (option.presence() instanceof Option.Default<?>(Object value)) {
                values.put(option, value);
            }
        }
        return new StepOptions(values);
    }

    /** {@return a copy in which the option has this value} The value is not checked. */
    public <T> StepOptions with(Option<T> option, T value) {
        IdentityHashMap<Option<?>, Object> more = new IdentityHashMap<>(values);
        more.put(option, value);
        return new StepOptions(more);
    }

    /**
     * {@return the value of an option}
     *
     * @throws IllegalArgumentException if {@link #find} is empty for the option
     */
    @SuppressWarnings("unchecked") // with() and defaults() pair each option with a value of its type
    public <T> T get(Option<T> option) {
        Object value = values.get(option);
        if (value == null) {
            boolean hasDefault = option.presence() instanceof Option.Default<T>;
            throw new IllegalArgumentException("option \"" + option.key()
                    + (hasDefault
                            ? "\" was not declared"
                            : "\" has neither a value nor a default; use find() if it may be missing"));
        }
        return (T) value;
    }

    /**
     * {@return the value of an option: the configured value or, if there is none, the default; empty if there is neither, or if the option
     * was not declared}
     *
     * <p>Even a {@linkplain Option.Required required} option may have no value, for example in a DEL.
     */
    @SuppressWarnings("unchecked") // with() and defaults() pair each option with a value of its type
    public <T> Optional<T> find(Option<T> option) {
        return Optional.ofNullable((T) values.get(option));
    }

    /** {@return the keys and values of the options that have a value, for a log} */
    @Override
    public String toString() {
        Map<String, Object> byKey = new HashMap<>();
        values.forEach((option, value) -> byKey.put(option.key(), value));
        return byKey.toString();
    }
}
