package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.message.MalformedMessageException;

/** A sequence of attributes ({@code linux/netlink.h struct nlattr}, {@code linux/rtnetlink.h struct rtattr}). */
final class Attributes {
    private static final int HEADER = 4;

    private Attributes() {}

    /** {@return the position of the new attribute, for {@link #end}} */
    static int begin(int type, Output out) {
        int start = out.size();
        out.u16(0).u16(type);
        return start;
    }

    static void end(String name, int start, Output out) {
        int length = out.size() - start;
        if (length > 0xffff) {
            throw new IllegalArgumentException(name + ": " + length + " bytes; an attribute has at most 65535");
        }
        out.setU16(start, length).pad();
    }

    static void write(List<Attribute> attributes, Output out) {
        for (Attribute attribute : attributes) {
            int start = begin(attribute.type(), out);
            out.bytes(attribute.value());
            end("attribute " + attribute.type(), start, out);
        }
    }

    /**
     * Reads from the buffer's position to its limit.
     *
     * @param place the enclosing struct or attribute, for exception texts
     */
    static List<Attribute> read(ByteBuffer in, String place) {
        boolean little = in.order().equals(ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes); // interpreted code reads an array five times as fast as a buffer
        List<Attribute> attributes = new ArrayList<>();
        int start = 0;
        while (start < bytes.length) {
            int available = bytes.length - start;
            if (available < HEADER) {
                throw new MalformedMessageException(
                        place + ": " + available + " bytes behind the last attribute, expected none");
            }
            int length = u16(bytes, start, little);
            int type = u16(bytes, start + 2, little);
            if (length < HEADER || length > available) {
                throw new MalformedMessageException(
                        place + ": attribute " + type + " says length " + length + ", expected 4 to " + available);
            }
            attributes.add(new Attribute(type, Arrays.copyOfRange(bytes, start + HEADER, start + length)));
            start += length + Output.padding(length);
        }
        return attributes;
    }

    private static int u16(byte[] bytes, int index, boolean little) {
        int first = bytes[index] & 0xff;
        int second = bytes[index + 1] & 0xff;
        return little ? second << 8 | first : first << 8 | second;
    }
}
