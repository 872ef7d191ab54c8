package meta.netlink.packet;

import java.nio.ByteBuffer;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;

/**
 * An Ethernet frame with a neighbour solicitation or advertisement (RFC 4861 4.3 and 4.4). The hop limit of the IPv6 packet is 255.
 *
 * @param source the IPv6 address of the sender; {@code ::} in a probe (RFC 4862 5.4.2)
 * @param destination the unicast or multicast IPv6 address of the receivers
 */
public record NdpFrame(EthernetHeader ethernet, IpAddress source, IpAddress destination, NdpMessage message)
        implements ArpOrNdpFrame {
    /** The multicast address of all nodes on the LAN (RFC 4291 2.7.1). */
    public static final IpAddress ALL_NODES = IpAddress.parse("ff02::1");

    static final int ETHERTYPE = 0x86dd;
    static final int IPV6_BYTES = 40;
    static final int MESSAGE_BYTES = 24;
    static final int OPTION_BYTES = 8;
    static final int ICMPV6 = 58;
    static final int HOP_LIMIT = 255;
    static final int CHECKSUM_AT = 2; // in the message

    private static final int VERSION = 6 << 28;
    private static final IpAddress SOLICITED_NODES = IpAddress.parse("ff02::1:ff00:0"); // a /104, RFC 4291 2.7.1
    private static final long LAST_THREE_BYTES = 0xff_ffff;

    /** {@return a probe, which asks whether another host uses the address, and does not change neighbour caches (RFC 4862 5.4.2)} */
    public static NdpFrame probe(MacAddress own, IpAddress address) {
        IpAddress group = solicitedNode(address);
        return new NdpFrame(
                new EthernetHeader(EthernetHeader.group(group), own),
                IpAddress.unspecified(Family.IPV6),
                group,
                new NdpMessage.Solicitation(address, MacAddress.NONE));
    }

    /**
     * {@return a solicitation for the MAC address of the host that has the address (RFC 4861 7.2.2)}
     *
     * @param from an IPv6 address of the sending device
     */
    public static NdpFrame request(MacAddress own, IpAddress from, IpAddress address) {
        IpAddress group = solicitedNode(address);
        return new NdpFrame(
                new EthernetHeader(EthernetHeader.group(group), own),
                from,
                group,
                new NdpMessage.Solicitation(address, own));
    }

    /** {@return an unsolicited advertisement that the sending device has the address (RFC 4861 7.2.6)} */
    public static NdpFrame announcement(MacAddress own, IpAddress address) {
        return new NdpFrame(
                new EthernetHeader(EthernetHeader.group(ALL_NODES), own),
                address,
                ALL_NODES,
                new NdpMessage.Advertisement(address, own, false, false, true));
    }

    /** {@return the solicited-node multicast address of an IPv6 address (RFC 4291 2.7.1)} */
    public static IpAddress solicitedNode(IpAddress address) {
        return new IpAddress(
                Family.IPV6, SOLICITED_NODES.high(), SOLICITED_NODES.low() | (address.low() & LAST_THREE_BYTES));
    }

    @Override
    public byte[] bytes() {
        int length = MESSAGE_BYTES + (message.lladdr().equals(MacAddress.NONE) ? 0 : OPTION_BYTES);
        ByteBuffer frame = ByteBuffer.allocate(EthernetHeader.BYTES + IPV6_BYTES + length);
        ethernet.write(frame, ETHERTYPE);
        frame.putInt(VERSION).putShort((short) length).put((byte) ICMPV6).put((byte) HOP_LIMIT);
        frame.put(source.bytes()).put(destination.bytes());
        int at = frame.position();
        message.write(frame);
        short checksum = Icmpv6Checksum.of(source, destination, frame.slice(at, length));
        return frame.putShort(at + CHECKSUM_AT, checksum).array();
    }
}
