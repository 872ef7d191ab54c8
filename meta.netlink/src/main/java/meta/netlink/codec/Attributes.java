package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
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
        List<Attribute> attributes = new ArrayList<>();
        while (in.hasRemaining()) {
            attributes.add(next(in, place));
        }
        return attributes;
    }

    private static Attribute next(ByteBuffer in, String place) {
        int available = in.remaining();
        if (available < HEADER) {
            throw new MalformedMessageException(
                    place + ": " + available + " bytes behind the last attribute, expected none");
        }
        int length = Short.toUnsignedInt(in.getShort());
        int type = Short.toUnsignedInt(in.getShort());
        if (length < HEADER || length > available) {
            throw new MalformedMessageException(
                    place + ": attribute " + type + " says length " + length + ", expected 4 to " + available);
        }
        byte[] value = new byte[length - HEADER];
        in.get(value);
        in.position(Math.min(in.limit(), in.position() + Output.padding(length)));
        return new Attribute(type, value);
    }
}
