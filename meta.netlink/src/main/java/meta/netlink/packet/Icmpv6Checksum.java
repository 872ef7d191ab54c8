package meta.netlink.packet;

import java.nio.ByteBuffer;
import meta.netlink.IpAddress;

/** The checksum of an ICMPv6 message (RFC 4443 2.3), which includes the addresses of the IPv6 packet (RFC 8200 8.1). */
final class Icmpv6Checksum {
    private static final int ALL_ONES = 0xffff;

    private Icmpv6Checksum() {}

    /**
     * {@return the checksum}
     *
     * @param message the message, from the buffer's position to its limit, with checksum 0
     */
    static short of(IpAddress source, IpAddress destination, ByteBuffer message) {
        return (short) ~sum(source, destination, message);
    }

    static boolean isValid(IpAddress source, IpAddress destination, ByteBuffer message) {
        return sum(source, destination, message) == ALL_ONES;
    }

    private static int sum(IpAddress source, IpAddress destination, ByteBuffer message) {
        long sum = (long) NdpFrame.ICMPV6 + message.remaining();
        sum += sum(ByteBuffer.wrap(source.bytes()));
        sum += sum(ByteBuffer.wrap(destination.bytes()));
        sum += sum(message.duplicate());
        while (sum >>> 16 != 0) {
            sum = (sum & ALL_ONES) + (sum >>> 16);
        }
        return (int) sum;
    }

    private static long sum(ByteBuffer bytes) {
        long sum = 0;
        while (bytes.remaining() >= 2) {
            sum += Short.toUnsignedInt(bytes.getShort());
        }
        return bytes.hasRemaining() ? sum + (Byte.toUnsignedLong(bytes.get()) << 8) : sum;
    }
}
