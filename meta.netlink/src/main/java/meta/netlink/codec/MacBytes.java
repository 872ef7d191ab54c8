package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;
import meta.netlink.MacAddress;

/** A payload that is a MAC address. Link-layer addresses of other lengths are kept as bytes. */
enum MacBytes implements WireType<MacAddress> {
    MAC;

    private static final int BYTES = 6;

    @Override
    public boolean fits(int length, Family family) {
        return length == BYTES;
    }

    @Override
    public String expected(Family family) {
        return BYTES + " bytes";
    }

    @Override
    public boolean keepsOthers(Family family) {
        return true;
    }

    @Override
    public MacAddress read(ByteBuffer payload, Family family) {
        byte[] bytes = new byte[BYTES];
        payload.get(bytes);
        return MacAddress.of(bytes);
    }

    @Override
    public void write(MacAddress value, Family family, Output out) {
        out.bytes(value.bytes());
    }
}
