package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;

/** The format of an attribute's payload. The format of an IP address depends on the family of the message. */
interface WireType<V> {
    /** {@return whether a payload of this length can be decoded} */
    boolean fits(int length, Family family);

    /** {@return the lengths that fit, for exception texts, such as {@code 4 bytes}} */
    String expected(Family family);

    /** {@return whether a payload that does not fit is kept as an unknown attribute instead of being an error} */
    default boolean keepsOthers(Family family) {
        return false;
    }

    /** {@return the value of a payload that fits} */
    V read(ByteBuffer payload, Family family);

    void write(V value, Family family, Output out);
}
