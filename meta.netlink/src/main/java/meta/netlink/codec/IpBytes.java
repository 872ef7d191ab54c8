package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;
import meta.netlink.IpAddress;

/** The bytes of an IP address of the message's family. In messages of other families, such as MPLS, they are kept undecoded. */
enum IpBytes implements WireType<IpAddress> {
    IP;

    @Override
    public boolean fits(int length, Family family) {
        return family.isIp() && length == family.bits() / 8;
    }

    @Override
    public String expected(Family family) {
        return family.bits() / 8 + " bytes in a message of family " + family;
    }

    @Override
    public boolean keepsOthers(Family family) {
        return !family.isIp();
    }

    @Override
    public IpAddress read(ByteBuffer payload, Family family) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return IpAddress.of(bytes);
    }

    @Override
    public void write(IpAddress value, Family family, Output out) {
        if (!value.family().equals(family)) {
            throw new IllegalArgumentException(value + " is in a message of family " + family);
        }
        out.bytes(value.bytes());
    }
}
