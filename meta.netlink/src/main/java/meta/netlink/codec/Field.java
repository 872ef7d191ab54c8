package meta.netlink.codec;

import java.util.function.Function;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/** One line of a {@link Codec}: an attribute for which the record has a component. */
final class Field<M, V> {
    private final int number;
    private final String name;
    private final WireType<V> type;
    private final Function<M, @Nullable V> accessor;

    /**
     * @param number the attribute's number, without flag bits
     * @param name its name in C
     * @param type the format of its payload
     * @param accessor returns the component; null if the attribute is absent
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

    /** Encodes the attribute if the message has it. */
    void write(M message, Family family, Output out) {
        V value = accessor.apply(message);
        if (value != null) {
            int start = Attributes.begin(number, out);
            type.write(value, family, out);
            Attributes.end(name, start, out);
        }
    }
}
