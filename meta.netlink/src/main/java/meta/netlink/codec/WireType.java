package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;

/** The shape of an attribute's payload. Addresses take theirs from the family of the message that they are in. */
interface WireType<V> {
    /** {@return whether a payload of this length can be read} */
    boolean fits(int length, Family family);

    /** {@return the lengths that fit, for the message of a failure, such as {@code 4 bytes}} */
    String expected(Family family);

    /** {@return whether a payload that does not fit is no fault, and is kept as an unknown attribute} */
    default boolean keepsOthers(Family family) {
        return false;
    }

    /** {@return the value of a payload that fits} */
    V read(ByteBuffer payload, Family family);

    void write(V value, Family family, Output out);
}
