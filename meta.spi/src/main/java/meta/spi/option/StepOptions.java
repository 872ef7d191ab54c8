package meta.spi.option;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of declared options, checked already. An option is known by its identity: declare it as a constant. */
public final class StepOptions {
    // by identity, since a record's first hash costs a young JVM 10 ms
    private final IdentityHashMap<Option<?>, Object> values;

    private StepOptions(IdentityHashMap<Option<?>, Object> values) {
        this.values = values;
    }

    /** {@return the defaults of these options; one that is required has no value yet} */
    public static StepOptions defaults(List<Option<?>> declared) {
        IdentityHashMap<Option<?>, Object> values = new IdentityHashMap<>();
        for (Option<?> option : declared) {
            if (option.presence() instanceof Option.Default<?>(Object value)) {
                values.put(option, value);
            }
        }
        return new StepOptions(values);
    }

    /** {@return these values and one more} */
    public <T> StepOptions with(Option<T> option, T value) {
        IdentityHashMap<Option<?>, Object> more = new IdentityHashMap<>(values);
        more.put(option, value);
        return new StepOptions(more);
    }

    /**
     * {@return the value of an option: the one given, or else its default}
     *
     * @throws IllegalArgumentException where the option was not declared, which is a mistake in the step that asks
     */
    @SuppressWarnings("unchecked") // with() is the only way in, and pairs an option with a value of its type
    public <T> T get(Option<T> option) {
        Object value = values.get(option);
        if (value == null) {
            throw new IllegalArgumentException("option \"" + option.key() + "\" was not declared");
        }
        return (T) value;
    }

    /** {@return the value of an option that need not be given although it is required, as where a pipeline ends before it matters} */
    @SuppressWarnings("unchecked") // with() is the only way in, and pairs an option with a value of its type
    public <T> Optional<T> find(Option<T> option) {
        return Optional.ofNullable((T) values.get(option));
    }

    @Override
    public String toString() {
        Map<String, Object> byKey = new HashMap<>();
        values.forEach((option, value) -> byKey.put(option.key(), value));
        return byKey.toString();
    }
}
