package meta.netlink.codec;

import java.util.function.Function;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/** An attribute for which the record of a {@link Codec} has a component. */
final class Field<M, V> {
    private final int number;
    private final String name;
    private final WireType<V> type;
    private final Function<M, @Nullable V> accessor;

    /**
     * @param number the number without flag bits
     * @param name the name in C, for exception messages
     * @param accessor returns the component's value; null if the attribute is not encoded
     */
    Field(int number, String name, WireType<V> type, Function<M, @Nullable V> accessor) {
        this.number = number;
        this.name = name;
        this.type = type;
        this.accessor = accessor;
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    WireType<V> type() {
        return type;
    }

    /**
     * Appends the encoded attribute, unless the accessor returns null.
     *
     * @throws IllegalArgumentException if the value cannot be encoded, or the attribute with its header has more than 65535 bytes
     */
    void write(M message, Family family, Output out) {
        V value = accessor.apply(message);
        if (value != null) {
            int start = Attributes.begin(number, out);
            type.write(value, family, out);
            Attributes.end(name, start, out);
        }
    }
}
