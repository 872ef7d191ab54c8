package meta.netlink.packet;

import java.nio.ByteBuffer;
import java.util.Optional;

/** An Ethernet frame that contains an ARP packet, or a neighbour solicitation or advertisement. */
public sealed interface ArpOrNdpFrame permits ArpFrame, NdpFrame {
    EthernetHeader ethernet();

    /** {@return the encoded frame, without the padding of short Ethernet frames} */
    byte[] bytes();

    /**
     * {@return the decoded frame; empty if the frame contains another kind of packet, is invalid, or has an IPv6 extension header}
     *
     * @param bytes a big-endian buffer with the frame from its position to its limit; the position may change
     */
    static Optional<ArpOrNdpFrame> read(ByteBuffer bytes) {
        if (bytes.remaining() < EthernetHeader.BYTES) {
            return Optional.empty();
        }
        EthernetHeader ethernet = EthernetHeader.read(bytes);
        int type = Short.toUnsignedInt(bytes.getShort());
        return switch (type) {
            case ArpFrame.ETHERTYPE -> ArpFrame.read(ethernet, bytes);
            case NdpFrame.ETHERTYPE -> NdpReader.read(ethernet, bytes);
            default -> Optional.empty();
        };
    }
}
