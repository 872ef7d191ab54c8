package meta.spi.option;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import meta.netlink.Prefix;
import meta.spi.api.MayGrow;

/**
 * The type of an option: which JSON values are valid, and how a valid JSON value becomes a Java value.
 *
 * <p>The functions of a type ({@link Text#parser}, {@link Group#assembler} and others) throw an {@link IllegalArgumentException} if the
 * value is invalid. The first line of its message should tell the user the reason. The functions must not return null. When a configuration
 * is read, those of a third party run on a separate thread with a time limit.
 *
 * @param <T> the Java type of a value
 */
@MayGrow
public sealed interface OptionType<T> {

    /** The JSON values {@code true} and {@code false}. */
    record Flag() implements OptionType<Boolean> {}

    /**
     * A JSON number that is written without a fraction or an exponent.
     *
     * @param least the smallest valid number
     * @param most the largest valid number
     * @param refused invalid numbers between {@code least} and {@code most}
     */
    record WholeNumber(long least, long most, Set<Long> refused) implements OptionType<Long> {
        public WholeNumber {
            refused = Set.copyOf(refused);
        }
    }

    /**
     * A JSON string that a parser accepts.
     *
     * @param accepted the valid form in words, such as {@code CIDR}, for errors and the documentation
     * @param parser converts the string
     */
    record Text<T>(String accepted, Function<String, T> parser) implements OptionType<T> {}

    /**
     * One of several JSON strings.
     *
     * @param choices the valid strings
     * @param values the Java value of each string, in the order of {@code choices}
     */
    record Choice<T>(List<String> choices, List<T> values) implements OptionType<T> {
        public Choice {
            choices = List.copyOf(choices);
            values = List.copyOf(values);
        }
    }

    /**
     * A JSON array. If the element's type is not an array, a single value of that type is valid, too, and stands for an array with one
     * element.
     *
     * @param element the type of each element
     */
    record ListOf<E>(OptionType<E> element) implements OptionType<List<E>> {}

    /**
     * A JSON object whose keys the user chooses. The resulting map has the order of the configuration. A member whose value is {@code null}
     * counts as missing. If two keys of the object become equal Java keys, the configuration is invalid.
     *
     * @param accepted the valid form of a key in words, for errors and the documentation
     * @param key converts a key
     * @param value the type of each value
     */
    record MapOf<K, V>(String accepted, Function<String, K> key, OptionType<V> value)
            implements OptionType<Map<K, V>> {}

    /**
     * A JSON object with declared keys.
     *
     * @param members the keys of the object, each as an option
     * @param assembler makes one Java value from the values of the members
     */
    record Group<T>(List<Option<?>> members, Function<StepOptions, T> assembler) implements OptionType<T> {
        public Group {
            members = List.copyOf(members);
        }
    }

    /**
     * A value of one of two types. The kind of the JSON value (such as number, string or object) selects the type.
     *
     * @param first the type that parses the value if both types accept its kind
     */
    record Either<T>(OptionType<T> first, OptionType<T> second) implements OptionType<T> {}

    /**
     * A value of another type, converted to a different Java value.
     *
     * @param source the other type
     * @param mapping converts a value
     */
    record Mapped<S, T>(OptionType<S> source, Function<S, T> mapping) implements OptionType<T> {}

    /** {@return the type of {@code true} and {@code false}} */
    static OptionType<Boolean> flag() {
        return new Flag();
    }

    /** {@return the type of whole numbers from {@code least} to {@code most}, both included} */
    static OptionType<Long> wholeNumber(long least, long most) {
        return new WholeNumber(least, most, Set.of());
    }

    /** {@return a type of strings, see {@link Text}} */
    static <T> OptionType<T> text(String accepted, Function<String, T> parser) {
        return new Text<>(accepted, parser);
    }

    /** {@return the type of lists, see {@link ListOf}} */
    static <E> OptionType<List<E>> listOf(OptionType<E> element) {
        return new ListOf<>(element);
    }

    /** {@return the type of lists of CIDRs} Blanks around a CIDR are ignored. Address bits outside of the prefix are set to 0. */
    static OptionType<List<Prefix>> subnets() {
        return listOf(text("CIDR", text -> Prefix.parseContaining(text.strip())));
    }

    /** {@return the type of objects whose keys are any strings} */
    static <V> OptionType<Map<String, V>> mapOf(OptionType<V> value) {
        return mapOf("name", key -> key, value);
    }

    /** {@return a type of objects whose keys the user chooses, see {@link MapOf}} */
    static <K, V> OptionType<Map<K, V>> mapOf(String accepted, Function<String, K> key, OptionType<V> value) {
        return new MapOf<>(accepted, key, value);
    }

    /** {@return the type of strings in the notation of {@link GoDuration}} */
    static OptionType<Duration> duration() {
        return text(
                "duration such as 500ms or 1m30s",
                text -> GoDuration.parse(text).value());
    }

    /** {@return a type with the JSON values of this type, whose Java values the function converts, see {@link Mapped}} */
    default <R> OptionType<R> map(Function<T, R> mapping) {
        return new Mapped<>(this, mapping);
    }

    /** {@return the type of values of this type or the other, see {@link Either}} */
    default OptionType<T> or(OptionType<T> second) {
        return new Either<>(this, second);
    }
}
