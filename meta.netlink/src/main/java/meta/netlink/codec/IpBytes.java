package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import meta.netlink.Family;
import meta.netlink.IpAddress;

/** A payload that is an IP address of the message's family. In a message of another family than IPv4 and IPv6, it is kept as bytes. */
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
        payload.order(ByteOrder.BIG_ENDIAN);
        return payload.remaining() == Integer.BYTES
                ? new IpAddress(Family.IPV4, 0, Integer.toUnsignedLong(payload.getInt()))
                : new IpAddress(Family.IPV6, payload.getLong(), payload.getLong());
    }

    @Override
    public void write(IpAddress value, Family family, Output out) {
        if (!value.family().equals(family)) {
            throw new IllegalArgumentException(value + " cannot be in a message of family " + family);
        }
        out.bytes(value.bytes());
    }
}
