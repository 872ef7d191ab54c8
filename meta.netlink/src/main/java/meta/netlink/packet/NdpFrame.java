package meta.netlink.packet;

import java.nio.ByteBuffer;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;

/**
 * A neighbour solicitation or advertisement in IPv6 on Ethernet (RFC 4861 4.3 and 4.4), which always has the hop limit 255.
 *
 * @param ethernet from whom to whom it goes on the link
 * @param source the sender's address; {@code ::} where it only asks whether anybody has the target (RFC 4862 5.4.2)
 * @param destination a station's address, or the multicast address of a group
 * @param message what it says
 */
public record NdpFrame(EthernetHeader ethernet, IpAddress source, IpAddress destination, NdpMessage message)
        implements LinkFrame {
    /** Every station on the link (RFC 4291 2.7.1). */
    public static final IpAddress ALL_NODES = IpAddress.parse("ff02::1");

    static final int ETHERTYPE = 0x86dd;
    static final int IPV6_BYTES = 40;
    static final int MESSAGE_BYTES = 24;
    static final int OPTION_BYTES = 8;
    static final int ICMPV6 = 58;
    static final int HOP_LIMIT = 255;
    static final int CHECKSUM_AT = 2; // of the message

    private static final int VERSION = 6 << 28;
    private static final IpAddress SOLICITED_NODES = IpAddress.parse("ff02::1:ff00:0"); // a /104, RFC 4291 2.7.1
    private static final long LAST_THREE_BYTES = 0xff_ffff;

    /**
     * {@return the question whether anybody has the address, which tells nobody that we may have it (RFC 4862 5.4.2)}
     *
     * <p>It has no nonce (RFC 7527): a station that meets it while it asks for the address itself must not take it for its own.
     */
    public static NdpFrame probe(MacAddress own, IpAddress address) {
        IpAddress group = solicitedNode(address);
        return new NdpFrame(
                new EthernetHeader(EthernetHeader.group(group), own),
                IpAddress.unspecified(Family.IPV6),
                group,
                new NdpMessage.Solicitation(address, MacAddress.NONE));
    }

    /** {@return the news that we have the address and nobody else has it any more (RFC 4861 7.2.6)} */
    public static NdpFrame announcement(MacAddress own, IpAddress address) {
        return new NdpFrame(
                new EthernetHeader(EthernetHeader.group(ALL_NODES), own),
                address,
                ALL_NODES,
                new NdpMessage.Advertisement(address, own, false, false, true));
    }

    /** {@return the group of the stations whose address ends in the same three bytes: all that may have it listen there} */
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
        short checksum = Checksum.of(source, destination, frame.slice(at, length));
        return frame.putShort(at + CHECKSUM_AT, checksum).array();
    }
}
