package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import meta.netlink.Family;

/**
 * The format of a number in native byte order. A number of one byte is unsigned.
 *
 * @param bytes the length of the number, 1 or 4
 */
record NumberBytes<V>(int bytes, IntFunction<V> toValue, ToIntFunction<V> toNumber) implements WireType<V> {
    /** A number of four bytes with the bits of the {@code Integer}. */
    static final NumberBytes<Integer> U32 = new NumberBytes<>(4, Integer::valueOf, Integer::intValue);

    @Override
    public boolean fits(int length, Family family) {
        return length == bytes;
    }

    @Override
    public String expected(Family family) {
        return bytes == 1 ? "1 byte" : bytes + " bytes";
    }

    @Override
    public V read(ByteBuffer payload, Family family) {
        return toValue.apply(bytes == 1 ? Byte.toUnsignedInt(payload.get()) : payload.getInt());
    }

    @Override
    public void write(V value, Family family, Output out) {
        int number = toNumber.applyAsInt(value);
        if (bytes == 1) {
            out.u8(number);
        } else {
            out.u32(number);
        }
    }
}
