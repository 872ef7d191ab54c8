package meta.netlink.packet;

import java.nio.ByteBuffer;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;

/**
 * The addresses in the header of an Ethernet frame (IEEE 802.3 3.1.1).
 *
 * @param destination the MAC address of the receiving host or of a multicast group, or {@link #BROADCAST}
 */
public record EthernetHeader(MacAddress destination, MacAddress source) {
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    /** The length of the header in bytes. */
    static final int BYTES = 14;

    private static final long IPV6_GROUPS = 0x3333_0000_0000L; // RFC 2464 section 7
    private static final long LAST_FOUR_BYTES = 0xffff_ffffL;

    /** {@return the MAC address of an IPv6 multicast address (RFC 2464 section 7)} */
    public static MacAddress group(IpAddress multicast) {
        return new MacAddress(IPV6_GROUPS | (multicast.low() & LAST_FOUR_BYTES));
    }

    /** Writes the header at the buffer's position, which advances. */
    void write(ByteBuffer frame, int ethertype) {
        frame.put(destination.bytes()).put(source.bytes()).putShort((short) ethertype);
    }

    /** {@return the addresses at the buffer's position, which advances to the EtherType} */
    static EthernetHeader read(ByteBuffer frame) {
        MacAddress destination = mac(frame);
        return new EthernetHeader(destination, mac(frame));
    }

    /** {@return the MAC address at the buffer's position, which advances} */
    static MacAddress mac(ByteBuffer frame) {
        byte[] bytes = new byte[6];
        frame.get(bytes);
        return MacAddress.of(bytes);
    }
}
