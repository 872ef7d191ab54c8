package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;

/** The format of an attribute's payload. It can depend on the address family of the message. */
interface WireType<V> {
    /** {@return whether a payload of this length can be decoded} */
    boolean fits(int length, Family family);

    /** {@return the lengths that fit, such as {@code 4 bytes}, for exception messages} */
    String expected(Family family);

    /** {@return whether a payload that does not fit is kept as an unknown attribute; otherwise it is an error} */
    default boolean keepsOthers(Family family) {
        return false;
    }

    /**
     * {@return the value of a payload that fits}
     *
     * @throws meta.netlink.message.MalformedMessageException if a nested struct or attribute is invalid
     */
    V read(ByteBuffer payload, Family family);

    void write(V value, Family family, Output out);
}
