package meta.spi.option;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import meta.netlink.Prefix;

/**
 * The values that an option takes, as data: what JSON they are written in, and how that becomes a Java value.
 *
 * @param <T> the Java type of a value
 */
public sealed interface OptionType<T> {

    /** {@code true} or {@code false}. */
    record Flag() implements OptionType<Boolean> {}

    /**
     * A JSON number without fraction.
     *
     * @param least the smallest that is accepted
     * @param most the largest that is accepted
     * @param refused numbers between that are not accepted
     */
    record WholeNumber(long least, long most, Set<Long> refused) implements OptionType<Long> {
        public WholeNumber {
            refused = Set.copyOf(refused);
        }
    }

    /**
     * A JSON string of a certain form.
     *
     * @param accepted the form in words, to complete "… is not"
     * @param parser reads it, or throws an {@link IllegalArgumentException} that says what is wrong
     */
    record Text<T>(String accepted, Function<String, T> parser) implements OptionType<T> {}

    /**
     * One of a few JSON strings.
     *
     * @param choices the strings that are accepted, and in the same order
     * @param values what they mean
     */
    record Choice<T>(List<String> choices, List<T> values) implements OptionType<T> {
        public Choice {
            choices = List.copyOf(choices);
            values = List.copyOf(values);
        }
    }

    /**
     * A JSON array; a single value stands for an array of one.
     *
     * @param element what each element is
     */
    record ListOf<E>(OptionType<E> element) implements OptionType<List<E>> {}

    /**
     * A JSON object with options of its own, which may not be required.
     *
     * @param members the keys of the object
     * @param assembler makes one value of theirs
     */
    record Group<T>(List<Option<?>> members, Function<StepOptions, T> assembler) implements OptionType<T> {
        public Group {
            members = List.copyOf(members);
        }
    }

    /**
     * One of two kinds of JSON, told apart by their shape.
     *
     * @param first tried first
     * @param second tried where the JSON has not the shape of the first
     */
    record Either<T>(OptionType<T> first, OptionType<T> second) implements OptionType<T> {}

    /**
     * A value of another type made into something else.
     *
     * @param source how it is written
     * @param mapping from that to the value; throws an {@link IllegalArgumentException} for what has no meaning
     */
    record Mapped<S, T>(OptionType<S> source, Function<S, T> mapping) implements OptionType<T> {}

    static OptionType<Boolean> flag() {
        return new Flag();
    }

    static OptionType<Long> wholeNumber(long least, long most) {
        return new WholeNumber(least, most, Set.of());
    }

    /** {@return the type of strings of a form, with the parser throwing an {@link IllegalArgumentException} for others} */
    static <T> OptionType<T> text(String accepted, Function<String, T> parser) {
        return new Text<>(accepted, parser);
    }

    static <E> OptionType<List<E>> listOf(OptionType<E> element) {
        return new ListOf<>(element);
    }

    /** {@return the type of lists of CIDR blocks; blanks around are ignored and host bits cleared} */
    static OptionType<List<Prefix>> subnets() {
        return listOf(text("CIDR", text -> Prefix.parseContaining(text.strip())));
    }

    default <R> OptionType<R> map(Function<T, R> mapping) {
        return new Mapped<>(this, mapping);
    }

    default OptionType<T> or(OptionType<T> second) {
        return new Either<>(this, second);
    }
}
