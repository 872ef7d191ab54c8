package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;

/** A payload that is a struct with attributes itself, or just attributes. */
record Nested<V>(Codec<V> codec) implements WireType<V> {
    @Override
    public boolean fits(int length, Family family) {
        return true; // the codec says what does not
    }

    @Override
    public String expected(Family family) {
        return codec.name();
    }

    @Override
    public V read(ByteBuffer payload, Family family) {
        return codec.decode(payload, family);
    }

    @Override
    public void write(V value, Family family, Output out) {
        codec.encode(value, family, out);
    }
}
