package meta.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** A netlink attribute with uninterpreted bytes ({@code linux/netlink.h struct nlattr}). */
public final class Attribute {
    private final int type;
    private final byte[] value;

    /**
     * @param type the attribute's number with its flag bits, 0 to 65535
     * @param value the payload, up to 65531 bytes; it is copied
     * @throws IllegalArgumentException if the number or the length of the payload is out of range
     */
    public Attribute(int type, byte[] value) {
        if (type < 0 || type > 0xffff || value.length > 0xffff - 4) {
            throw new IllegalArgumentException(
                    "not a netlink attribute: type " + type + ", " + value.length + " bytes");
        }
        this.type = type;
        this.value = value.clone();
    }

    /** {@return the attribute's number with its flag bits ({@code NLA_F_NESTED}, {@code NLA_F_NET_BYTEORDER})} */
    public int type() {
        return type;
    }

    /** {@return an attribute with a 32-bit number in native byte order} */
    public static Attribute ofInt(int type, int value) {
        return new Attribute(
                type,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.nativeOrder())
                        .putInt(value)
                        .array());
    }

    /**
     * {@return the value as a 32-bit number in native byte order}
     *
     * @throws IllegalStateException if the value does not have four bytes
     */
    public int asInt() {
        if (value.length != 4) {
            throw new IllegalStateException(this + " is not a 32-bit number");
        }
        return payload().getInt();
    }

    /** {@return a read-only view of the payload, in native byte order} */
    public ByteBuffer payload() {
        return ByteBuffer.wrap(value).asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }

    /** {@return a copy of the payload} */
    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attribute that && type == that.type && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "attribute " + type + " " + HexFormat.of().formatHex(value);
    }
}
