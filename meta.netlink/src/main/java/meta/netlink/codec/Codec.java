package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.message.MalformedMessageException;

/**
 * Decodes and encodes the Java records of one class. A record contains a message, or a struct with attributes inside a message.
 *
 * @param header the struct at the beginning
 * @param fields the attributes for which the record has a component, in the order in which they are encoded
 * @param dropped the numbers of the attributes that decoding discards
 * @param unknown returns the record's other attributes, which are kept as bytes and are encoded after the fields
 * @param make creates the record from the decoded struct and attributes; throws {@link IllegalArgumentException} if a value is out of range
 */
record Codec<M>(
        FixedHeader<M> header,
        List<Field<M, ?>> fields,
        List<Integer> dropped,
        Function<M, List<Attribute>> unknown,
        Function<ParsedMessage<M>, M> make) {
    private static final int TYPE_MASK = 0x3fff; // NLA_TYPE_MASK: without NLA_F_NESTED and NLA_F_NET_BYTEORDER

    /** {@return the name of the struct, message or attribute in C, for exception messages} */
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
        for (Field<M, ?> field : fields) {
            field.write(message, family, out);
        }
        Attributes.write(unknown.apply(message), out);
    }

    /**
     * Decodes the bytes from the buffer's position to its limit.
     *
     * @param family the address family of the message, which determines the length of an IP address
     * @throws MalformedMessageException if the bytes are not a valid record
     */
    M decode(ByteBuffer in, Family family) {
        ParsedMessage<M> parsed = new ParsedMessage<>(fields, headerOf(in));
        for (Attribute attribute : Attributes.read(in, name())) {
            int number = attribute.type() & TYPE_MASK;
            int index = indexOf(number);
            if (index >= 0 && accepts(fields.get(index), attribute, family)) {
                parsed.put(index, attribute, family);
            } else if (!dropped.contains(number)) {
                parsed.unknown().add(attribute);
            }
        }
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

    private int indexOf(int number) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }

    /**
     * {@return whether the attribute can be decoded; false if it must be kept as bytes}
     *
     * @throws MalformedMessageException if the attribute has a wrong length and must not be kept as bytes
     */
    private static boolean accepts(Field<?, ?> field, Attribute attribute, Family family) {
        int length = attribute.value().length;
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
