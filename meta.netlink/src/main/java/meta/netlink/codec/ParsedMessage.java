package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/** The struct and the attribute values of a decoded message. */
final class ParsedMessage<M> {
    private final Fields<M> fields;
    private final @Nullable Object[] values;
    private final ByteBuffer header;
    private final List<Attribute> unknown = new ArrayList<>();

    ParsedMessage(Fields<M> fields, ByteBuffer header) {
        this.fields = fields;
        this.values = new @Nullable Object[fields.all().size()];
        this.header = header;
    }

    /**
     * Decodes a payload that {@linkplain WireType#fits fits}, for the field with this index.
     *
     * @throws meta.netlink.message.MalformedMessageException if the payload is invalid
     */
    void put(int index, ByteBuffer payload, Family family) {
        values[index] = fields.all().get(index).type().read(payload, family);
    }

    /** {@return the decoded value; null if there is none} */
    @SuppressWarnings("unchecked") // the value was stored for this field
    <V> @Nullable V get(Field<M, V> field) {
        int index = fields.indexOf(field.number());
        return index < 0 ? null : (V) values[index];
    }

    <V> V get(Field<M, V> field, V absent) {
        V value = get(field);
        return value == null ? absent : value;
    }

    /** {@return a byte of the struct, 0 to 255} */
    int u8(int offset) {
        return Byte.toUnsignedInt(header.get(offset));
    }

    /** {@return two bytes of the struct, 0 to 65535} */
    int u16(int offset) {
        return Short.toUnsignedInt(header.getShort(offset));
    }

    /** {@return four bytes of the struct as a signed number} */
    int u32(int offset) {
        return header.getInt(offset);
    }

    /** {@return the attributes kept as bytes, in a list to which the decoder adds} */
    List<Attribute> unknown() {
        return unknown;
    }
}
