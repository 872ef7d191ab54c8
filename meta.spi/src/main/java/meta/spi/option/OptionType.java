package meta.spi.option;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import meta.netlink.Prefix;
import meta.spi.api.MayGrow;

/**
 * The values that an option accepts: their form in JSON, and how a value of that form becomes a Java value.
 *
 * @param <T> the Java type of a value
 */
@MayGrow
public sealed interface OptionType<T> {

    /** {@code true} or {@code false}. */
    record Flag() implements OptionType<Boolean> {}

    /**
     * A JSON number without fraction.
     *
     * @param refused numbers between {@code least} and {@code most} that are not accepted
     */
    record WholeNumber(long least, long most, Set<Long> refused) implements OptionType<Long> {
        public WholeNumber {
            refused = Set.copyOf(refused);
        }
    }

    /**
     * A JSON string of a certain form.
     *
     * @param accepted the form in words, which follow "expected" in an error and stand in the documentation
     * @param parser parses the string; never returns null. The first line of the message of an {@link IllegalArgumentException} becomes part of the
     *     error
     */
    record Text<T>(String accepted, Function<String, T> parser) implements OptionType<T> {}

    /**
     * One of a few JSON strings.
     *
     * @param choices the accepted strings
     * @param values the Java value of each string, in the same order
     */
    record Choice<T>(List<String> choices, List<T> values) implements OptionType<T> {
        public Choice {
            choices = List.copyOf(choices);
            values = List.copyOf(values);
        }
    }

    /** A JSON array. A single value is accepted as an array with one element. */
    record ListOf<E>(OptionType<E> element) implements OptionType<List<E>> {}

    /**
     * A JSON object with keys that the user chooses, in the order of the configuration. A member whose value is {@code null} counts as missing. Two
     * keys that the parser maps to equal keys are an error.
     *
     * @param accepted the form of a key in words, as in {@link Text}
     * @param key parses a key as the parser of a {@link Text} does
     */
    record MapOf<K, V>(String accepted, Function<String, K> key, OptionType<V> value)
            implements OptionType<Map<K, V>> {}

    /**
     * A JSON object whose keys are options.
     *
     * @param assembler makes one value from the members' values, never null; throws an {@link IllegalArgumentException} if they do not fit together
     */
    record Group<T>(List<Option<?>> members, Function<StepOptions, T> assembler) implements OptionType<T> {
        public Group {
            members = List.copyOf(members);
        }
    }

    /**
     * One of two types. The kind of the JSON value (a number, a string, an object) selects the type.
     *
     * @param first the type that is selected if both types accept the kind
     */
    record Either<T>(OptionType<T> first, OptionType<T> second) implements OptionType<T> {}

    /**
     * The values of another type, mapped to values of this type.
     *
     * @param mapping maps a value, never to null; throws an {@link IllegalArgumentException} if the value is invalid
     */
    record Mapped<S, T>(OptionType<S> source, Function<S, T> mapping) implements OptionType<T> {}

    static OptionType<Boolean> flag() {
        return new Flag();
    }

    static OptionType<Long> wholeNumber(long least, long most) {
        return new WholeNumber(least, most, Set.of());
    }

    /** {@return a type of strings; see {@link Text}} */
    static <T> OptionType<T> text(String accepted, Function<String, T> parser) {
        return new Text<>(accepted, parser);
    }

    static <E> OptionType<List<E>> listOf(OptionType<E> element) {
        return new ListOf<>(element);
    }

    /** {@return the type of lists of CIDRs; surrounding blanks are ignored and host bits are cleared} */
    static OptionType<List<Prefix>> subnets() {
        return listOf(text("CIDR", text -> Prefix.parseContaining(text.strip())));
    }

    /** {@return a type of objects whose keys are any strings} */
    static <V> OptionType<Map<String, V>> mapOf(OptionType<V> value) {
        return mapOf("name", key -> key, value);
    }

    /** {@return a type of objects; see {@link MapOf}} */
    static <K, V> OptionType<Map<K, V>> mapOf(String accepted, Function<String, K> key, OptionType<V> value) {
        return new MapOf<>(accepted, key, value);
    }

    /** {@return the type of durations in the notation of {@link GoDuration}} */
    static OptionType<Duration> duration() {
        return text(
                "duration such as 500ms or 1m30s",
                text -> GoDuration.parse(text).value());
    }

    default <R> OptionType<R> map(Function<T, R> mapping) {
        return new Mapped<>(this, mapping);
    }

    default OptionType<T> or(OptionType<T> second) {
        return new Either<>(this, second);
    }
}
