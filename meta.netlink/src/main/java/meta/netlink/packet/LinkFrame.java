package meta.netlink.packet;

import java.nio.ByteBuffer;
import java.util.Optional;

/** An Ethernet frame that asks or tells who has an address. */
public sealed interface LinkFrame permits ArpFrame, NdpFrame {
    /** {@return from whom to whom it goes on the link} */
    EthernetHeader ethernet();

    /** {@return the frame as it is sent, without the padding that a short one gets on the wire} */
    byte[] bytes();

    /**
     * {@return the frame; empty where it is another kind, or not valid}
     *
     * @param bytes the whole frame, whatever comes behind it, in network order
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
