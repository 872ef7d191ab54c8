package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;

/** The format of an attribute's payload. */
interface WireType<V> {
    /** {@return whether a payload may have this length} */
    boolean fits(int length, Family family);

    /** {@return the fitting payload in words, such as {@code 4 bytes}} */
    String expected(Family family);

    /** {@return whether an attribute that does not fit is kept as bytes; otherwise, the message is malformed} */
    default boolean keepsOthers(Family family) {
        return false;
    }

    /**
     * {@return the value of a payload that {@linkplain #fits fits}}
     *
     * @param payload the bytes from the buffer's position to its limit, in native byte order; position and byte order may be changed
     * @param family the address family of the message
     * @throws meta.netlink.message.MalformedMessageException if the payload is invalid
     */
    V read(ByteBuffer payload, Family family);

    /**
     * Appends the encoded value to the output.
     *
     * @throws IllegalArgumentException if the value cannot be encoded, such as an IP address of another family
     */
    void write(V value, Family family, Output out);
}
