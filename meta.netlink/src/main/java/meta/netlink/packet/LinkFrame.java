package meta.netlink.packet;

import java.nio.ByteBuffer;
import java.util.Optional;

/** An ARP or neighbour discovery frame on Ethernet. */
public sealed interface LinkFrame permits ArpFrame, NdpFrame {
    /** {@return destination and source on the link} */
    EthernetHeader ethernet();

    /** {@return the bytes that are sent, without the padding of short frames} */
    byte[] bytes();

    /**
     * {@return the frame; empty if it is of another kind or invalid}
     *
     * @param bytes the whole frame in network order; trailing bytes are ignored
     */
    static Optional<LinkFrame> read(ByteBuffer bytes) {
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
