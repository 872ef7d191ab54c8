package meta.netlink.packet;

import java.nio.ByteBuffer;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;

/** Decodes neighbour solicitations and advertisements that are valid according to RFC 4861 7.1.1 and 7.1.2. */
final class NdpReader {
    private static final int VERSION_6 = 6;

    private final EthernetHeader ethernet;
    private final IpAddress source;
    private final IpAddress destination;
    private final ByteBuffer message;

    private NdpReader(EthernetHeader ethernet, IpAddress source, IpAddress destination, ByteBuffer message) {
        this.ethernet = ethernet;
        this.source = source;
        this.destination = destination;
        this.message = message;
    }

    /**
     * {@return the frame; empty for another or an invalid packet, or one with an IPv6 extension header}
     *
     * @param packet the bytes after the Ethernet header
     */
    static Optional<ArpOrNdpFrame> read(EthernetHeader ethernet, ByteBuffer packet) {
        if (packet.remaining() < NdpFrame.IPV6_BYTES + NdpFrame.MESSAGE_BYTES) {
            return Optional.empty();
        }
        int version = packet.getInt() >>> 28;
        int length = Short.toUnsignedInt(packet.getShort());
        int next = Byte.toUnsignedInt(packet.get());
        int hopLimit = Byte.toUnsignedInt(packet.get());
        IpAddress source = address(packet);
        IpAddress destination = address(packet);
        boolean fromThisLink = version == VERSION_6
                && next == NdpFrame.ICMPV6
                && hopLimit == NdpFrame.HOP_LIMIT // a router would have decremented it
                && length >= NdpFrame.MESSAGE_BYTES
                && length <= packet.remaining();
        if (!fromThisLink) {
            return Optional.empty();
        }
        ByteBuffer message = packet.slice(packet.position(), length);
        return Icmpv6Checksum.isValid(source, destination, message)
                ? new NdpReader(ethernet, source, destination, message).frame()
                : Optional.empty();
    }

    private Optional<ArpOrNdpFrame> frame() {
        int type = Byte.toUnsignedInt(message.get());
        int code = message.get();
        message.getShort(); // the checksum
        int flags = message.getInt();
        IpAddress target = address(message);
        if (code != 0 || !target.isUnicast()) {
            return Optional.empty();
        }
        return switch (type) {
            case NdpMessage.Solicitation.TYPE ->
                lladdr(NdpMessage.Solicitation.OPTION).flatMap(mac -> solicitation(target, mac));
            case NdpMessage.Advertisement.TYPE ->
                lladdr(NdpMessage.Advertisement.OPTION).flatMap(mac -> advertisement(target, mac, flags));
            default -> Optional.empty();
        };
    }

    private Optional<ArpOrNdpFrame> solicitation(IpAddress target, MacAddress lladdr) {
        boolean probe = source.isUnspecified();
        boolean valid =
                !probe || (destination.equals(NdpFrame.solicitedNode(target)) && lladdr.equals(MacAddress.NONE));
        return valid ? framed(new NdpMessage.Solicitation(target, lladdr)) : Optional.empty();
    }

    private Optional<ArpOrNdpFrame> advertisement(IpAddress target, MacAddress lladdr, int flags) {
        boolean solicited = (flags & NdpMessage.Advertisement.SOLICITED) != 0;
        boolean valid = !(solicited && destination.isMulticast());
        return valid
                ? framed(new NdpMessage.Advertisement(
                        target,
                        lladdr,
                        (flags & NdpMessage.Advertisement.ROUTER) != 0,
                        solicited,
                        (flags & NdpMessage.Advertisement.OVERRIDE) != 0))
                : Optional.empty();
    }

    private Optional<ArpOrNdpFrame> framed(NdpMessage content) {
        return Optional.of(new NdpFrame(ethernet, source, destination, content));
    }

    /**
     * {@return the address in the last option with this type; {@link MacAddress#NONE} if there is no such option; empty if any option is
     * invalid}
     */
    private Optional<MacAddress> lladdr(int wanted) {
        MacAddress found = MacAddress.NONE;
        while (message.hasRemaining()) {
            if (message.remaining() < NdpFrame.OPTION_BYTES) {
                return Optional.empty();
            }
            int type = Byte.toUnsignedInt(message.get());
            int bytes = NdpFrame.OPTION_BYTES * Byte.toUnsignedInt(message.get()) - 2;
            if (bytes < 0 || bytes > message.remaining()) {
                return Optional.empty();
            }
            ByteBuffer option = message.slice(message.position(), bytes);
            message.position(message.position() + bytes);
            if (type == wanted) {
                found = EthernetHeader.mac(option);
            }
        }
        return Optional.of(found);
    }

    private static IpAddress address(ByteBuffer packet) {
        byte[] bytes = new byte[16];
        packet.get(bytes);
        return IpAddress.of(bytes);
    }
}
