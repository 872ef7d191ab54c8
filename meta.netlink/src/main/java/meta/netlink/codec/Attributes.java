package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.message.MalformedMessageException;

/** Encodes and decodes a sequence of attributes ({@code linux/netlink.h struct nlattr}). */
final class Attributes {
    private static final int HEADER = 4;

    private Attributes() {}

    /**
     * Begins an attribute. The caller appends its payload, and calls {@link #end}.
     *
     * @param type the number with its flag bits
     * @return the position of the attribute, for {@link #end}
     */
    static int begin(int type, Output out) {
        int start = out.size();
        out.u16(0).u16(type);
        return start;
    }

    /**
     * Sets the length of an attribute, and appends the padding.
     *
     * @param name the attribute's name, for the exception message
     * @param start the result of {@link #begin}
     * @throws IllegalArgumentException if the attribute with its header has more than 65535 bytes
     */
    static void end(String name, int start, Output out) {
        int length = out.size() - start;
        if (length > 0xffff) {
            throw new IllegalArgumentException(name + ": " + length + " bytes; an attribute has at most 65535");
        }
        out.setU16(start, length).pad();
    }

    /** Appends the attributes to the output. */
    static void write(List<Attribute> attributes, Output out) {
        for (Attribute attribute : attributes) {
            int start = begin(attribute.type(), out);
            out.bytes(attribute.value());
            end("attribute " + attribute.type(), start, out);
        }
    }

    /** Receives attributes. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes the next attribute.
         *
         * @param type the number with its flag bits
         * @param payload valid until this method returns
         */
        void take(int type, Payload payload);
    }

    /**
     * Decodes the attributes from the buffer's position to its limit.
     *
     * @param place the name of the enclosing struct or attribute, for exception messages
     * @throws MalformedMessageException if the bytes are not a sequence of attributes
     */
    static List<Attribute> read(ByteBuffer in, String place) {
        Copies copies = new Copies(new ArrayList<>());
        forEach(in, place, copies);
        return copies.attributes();
    }

    private record Copies(List<Attribute> attributes) implements Sink {
        @Override
        public void take(int type, Payload payload) {
            attributes.add(new Attribute(type, payload.copy()));
        }
    }

    /**
     * Passes the attributes from the buffer's position to its limit to a sink.
     *
     * @param place as for {@link #read}
     * @throws MalformedMessageException as for {@link #read}; the sink has taken the attributes before the error
     */
    static void forEach(ByteBuffer in, String place, Sink sink) {
        boolean little = in.order().equals(ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes); // interpreted code reads an array faster than a buffer
        Payload payload = new Payload(bytes, in.order());
        int start = 0;
        while (start < bytes.length) {
            int available = bytes.length - start;
            if (available < HEADER) {
                throw new MalformedMessageException(
                        place + ": " + available + " bytes after the last attribute, expected none");
            }
            int length = u16(bytes, start, little);
            int type = u16(bytes, start + 2, little);
            if (length < HEADER || length > available) {
                throw new MalformedMessageException(place + ": attribute " + type + ": length " + length
                        + " is not between 4 and the " + available + " bytes that are left");
            }
            payload.move(start + HEADER, start + length);
            sink.take(type, payload);
            start += length + Output.padding(length);
        }
    }

    private static int u16(byte[] bytes, int index, boolean little) {
        int first = bytes[index] & 0xff;
        int second = bytes[index + 1] & 0xff;
        return little ? second << 8 | first : first << 8 | second;
    }
}
