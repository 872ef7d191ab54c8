package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.message.MalformedMessageException;

/**
 * Decodes and encodes records of one class: messages, or structs with attributes inside a message.
 *
 * @param header the struct at the beginning
 * @param fields the attributes that are decoded or discarded
 * @param unknown returns the record's other attributes, which are kept as bytes
 * @param make creates the record; throws {@link IllegalArgumentException} if a value is out of range
 */
record Codec<M>(
        FixedHeader<M> header,
        Fields<M> fields,
        Function<M, List<Attribute>> unknown,
        Function<ParsedMessage<M>, M> make) {
    private static final int TYPE_MASK = 0x3fff; // NLA_TYPE_MASK: without NLA_F_NESTED and NLA_F_NET_BYTEORDER

    Codec(
            FixedHeader<M> header,
            List<Field<M, ?>> fields,
            List<Integer> dropped,
            Function<M, List<Attribute>> unknown,
            Function<ParsedMessage<M>, M> make) {
        this(header, new Fields<>(fields, dropped), unknown, make);
    }

    /** {@return the name for exception messages} */
    String name() {
        return header.name();
    }

    /**
     * Appends the encoded record to the output.
     *
     * @param family the address family of the message
     * @throws IllegalArgumentException if a value cannot be encoded, such as an IP address of another family
     */
    void encode(M message, Family family, Output out) {
        header.writer().write(message, out);
        out.pad();
        for (Field<M, ?> field : fields.all()) {
            field.write(message, family, out);
        }
        Attributes.write(unknown.apply(message), out);
    }

    /**
     * Decodes the bytes from the buffer's position to its limit.
     *
     * @throws MalformedMessageException if the bytes are not a valid record
     */
    M decode(ByteBuffer in, Family family) {
        ParsedMessage<M> parsed = new ParsedMessage<>(fields, headerOf(in));
        Attributes.forEach(in, name(), (type, payload) -> take(parsed, type, payload, family));
        try {
            return make.apply(parsed);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(name() + ": " + e.getMessage(), e);
        }
    }

    private ByteBuffer headerOf(ByteBuffer in) {
        int length = header.length() + Output.padding(header.length());
        if (in.remaining() < length) {
            throw new MalformedMessageException(name() + ": " + in.remaining() + " bytes, expected at least " + length);
        }
        ByteBuffer struct = in.slice(in.position(), header.length()).order(in.order());
        in.position(in.position() + length);
        return struct;
    }

    private void take(ParsedMessage<M> parsed, int type, Payload payload, Family family) {
        int index = fields.indexOf(type & TYPE_MASK);
        if (index >= 0 && accepts(fields.all().get(index), payload.length(), family)) {
            parsed.put(index, payload.bytes(), family);
        } else if (index != Fields.DROPPED) {
            parsed.unknown().add(new Attribute(type, payload.copy()));
        }
    }

    /** {@return whether a payload of this length can be decoded; false if the attribute must be kept as bytes} */
    private static boolean accepts(Field<?, ?> field, int length, Family family) {
        if (field.type().fits(length, family)) {
            return true;
        }
        if (field.type().keepsOthers(family)) {
            return false;
        }
        throw new MalformedMessageException(field.name() + ": " + length + " bytes, expected "
                + field.type().expected(family));
    }
}
