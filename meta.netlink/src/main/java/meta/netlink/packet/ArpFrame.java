package meta.netlink.packet;

import java.nio.ByteBuffer;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;

/**
 * An Ethernet frame with an ARP packet for IPv4 (RFC 826).
 *
 * @param operation {@link #REQUEST}, {@link #REPLY} or another {@code ARPOP_} number of {@code linux/if_arp.h}, 0 to 65535
 * @param senderAddress the IPv4 address of the sender; {@code 0.0.0.0} in a probe (RFC 5227 1.1)
 * @param target the MAC address of the target; without meaning in a request
 * @param targetAddress the IPv4 address of the target; in a request, the address that is asked for
 */
public record ArpFrame(
        EthernetHeader ethernet,
        int operation,
        MacAddress sender,
        IpAddress senderAddress,
        MacAddress target,
        IpAddress targetAddress)
        implements ArpOrNdpFrame {
    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    static final int ETHERTYPE = 0x0806;

    private static final int BYTES = 28;
    private static final short HARDWARE_ETHERNET = 1;
    private static final short PROTOCOL_IPV4 = 0x0800;

    /** {@return a probe, which asks whether another host uses the address, and does not change ARP caches (RFC 5227 2.1.1)} */
    public static ArpFrame probe(MacAddress own, IpAddress address) {
        return broadcast(own, IpAddress.unspecified(Family.IPV4), address);
    }

    /** {@return an announcement that the sending device has the address (RFC 5227 2.3)} */
    public static ArpFrame announcement(MacAddress own, IpAddress address) {
        return broadcast(own, address, address);
    }

    /**
     * {@return a request for the MAC address of the host that has the address (RFC 826)}
     *
     * @param from an IPv4 address of the sending device
     */
    public static ArpFrame request(MacAddress own, IpAddress from, IpAddress address) {
        return broadcast(own, from, address);
    }

    private static ArpFrame broadcast(MacAddress own, IpAddress from, IpAddress about) {
        return new ArpFrame(
                new EthernetHeader(EthernetHeader.BROADCAST, own), REQUEST, own, from, MacAddress.NONE, about);
    }

    @Override
    public byte[] bytes() {
        ByteBuffer frame = ByteBuffer.allocate(EthernetHeader.BYTES + BYTES);
        ethernet.write(frame, ETHERTYPE);
        frame.putShort(HARDWARE_ETHERNET).putShort(PROTOCOL_IPV4).put((byte) 6).put((byte) 4);
        frame.putShort((short) operation);
        frame.put(sender.bytes()).put(senderAddress.bytes());
        frame.put(target.bytes()).put(targetAddress.bytes());
        return frame.array();
    }

    /**
     * {@return the frame; empty if the packet is too short or is not ARP for IPv4 on Ethernet}
     *
     * @param packet the bytes after the Ethernet header
     */
    static Optional<ArpOrNdpFrame> read(EthernetHeader ethernet, ByteBuffer packet) {
        boolean ipv4OnEthernet = packet.remaining() >= BYTES
                && packet.getShort() == HARDWARE_ETHERNET
                && packet.getShort() == PROTOCOL_IPV4
                && packet.get() == 6
                && packet.get() == 4;
        if (!ipv4OnEthernet) {
            return Optional.empty();
        }
        int operation = Short.toUnsignedInt(packet.getShort());
        MacAddress sender = EthernetHeader.mac(packet);
        IpAddress senderAddress = address(packet);
        MacAddress target = EthernetHeader.mac(packet);
        return Optional.of(new ArpFrame(ethernet, operation, sender, senderAddress, target, address(packet)));
    }

    private static IpAddress address(ByteBuffer packet) {
        byte[] bytes = new byte[4];
        packet.get(bytes);
        return IpAddress.of(bytes);
    }
}
