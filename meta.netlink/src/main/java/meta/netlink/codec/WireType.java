package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;

/** The format of an attribute's payload, which can depend on the address family of the message. */
interface WireType<V> {
    /** {@return whether a payload of this length can be decoded} */
    boolean fits(int length, Family family);

    /** {@return the length or content that fits, for exception messages, such as {@code 4 bytes}} */
    String expected(Family family);

    /** {@return whether a payload that does not fit is kept as bytes; if false, the message is malformed} */
    default boolean keepsOthers(Family family) {
        return false;
    }

    /** {@return the value of a payload that {@linkplain #fits fits}} */
    V read(ByteBuffer payload, Family family);

    /**
     * Encodes a value.
     *
     * @throws IllegalArgumentException if the value has no encoding, such as an IP address of another family
     */
    void write(V value, Family family, Output out);
}
