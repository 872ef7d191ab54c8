package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;

/** A payload that consists of attributes, possibly after a struct. */
record Nested<V>(Codec<V> codec) implements WireType<V> {
    @Override
    public boolean fits(int length, Family family) {
        return true; // read checks the payload
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
