package meta.netlink.packet;

import java.nio.ByteBuffer;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;

/**
 * The addresses in the header of an Ethernet frame (IEEE 802.3 3.1.1).
 *
 * @param destination the receiving host, a multicast group or {@link #BROADCAST}
 * @param source the sending host
 */
public record EthernetHeader(MacAddress destination, MacAddress source) {
    /** All hosts on the link. */
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    static final int BYTES = 14;

    private static final long IPV6_GROUPS = 0x3333_0000_0000L; // RFC 2464 section 7
    private static final long LAST_FOUR_BYTES = 0xffff_ffffL;

    /** {@return the Ethernet group of an IPv6 multicast address (RFC 2464 section 7)} */
    public static MacAddress group(IpAddress multicast) {
        return new MacAddress(IPV6_GROUPS | (multicast.low() & LAST_FOUR_BYTES));
    }

    void write(ByteBuffer frame, int ethertype) {
        frame.put(destination.bytes()).put(source.bytes()).putShort((short) ethertype);
    }

    /** {@return the addresses; the buffer's position is then at the EtherType} */
    static EthernetHeader read(ByteBuffer frame) {
        MacAddress destination = mac(frame);
        return new EthernetHeader(destination, mac(frame));
    }

    static MacAddress mac(ByteBuffer frame) {
        byte[] bytes = new byte[6];
        frame.get(bytes);
        return MacAddress.of(bytes);
    }
}
