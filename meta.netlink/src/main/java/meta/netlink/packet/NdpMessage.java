package meta.netlink.packet;

import java.nio.ByteBuffer;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;

/** A neighbour solicitation or advertisement, without options other than the link-layer address. */
public sealed interface NdpMessage {
    /** {@return the IPv6 address whose link-layer address is asked for or given} */
    IpAddress target();

    /** {@return the link-layer address of the message; {@link MacAddress#NONE} if the message has none} */
    MacAddress lladdr();

    /** Writes the message with checksum 0, at most 32 bytes, at the position of a big-endian buffer. The position advances. */
    void write(ByteBuffer packet);

    /**
     * Asks for the link-layer address of the target (RFC 4861 4.3).
     *
     * @param lladdr the sender's link-layer address, or {@link MacAddress#NONE}
     */
    record Solicitation(IpAddress target, MacAddress lladdr) implements NdpMessage {
        static final int TYPE = 135;
        static final int OPTION = 1;

        @Override
        public void write(ByteBuffer packet) {
            packet.put((byte) TYPE).put((byte) 0).putShort((short) 0).putInt(0).put(target.bytes());
            option(packet, OPTION, lladdr);
        }
    }

    /**
     * Gives the link-layer address of the target (RFC 4861 4.4).
     *
     * @param lladdr the target's link-layer address, or {@link MacAddress#NONE}
     * @param solicited whether the advertisement answers a solicitation that is not a probe
     * @param override whether receivers replace the link-layer address in an existing neighbour cache entry
     */
    record Advertisement(IpAddress target, MacAddress lladdr, boolean router, boolean solicited, boolean override)
            implements NdpMessage {
        static final int TYPE = 136;
        static final int OPTION = 2;
        static final int ROUTER = 0x8000_0000;
        static final int SOLICITED = 0x4000_0000;
        static final int OVERRIDE = 0x2000_0000;

        @Override
        public void write(ByteBuffer packet) {
            int flags = (router ? ROUTER : 0) | (solicited ? SOLICITED : 0) | (override ? OVERRIDE : 0);
            packet.put((byte) TYPE)
                    .put((byte) 0)
                    .putShort((short) 0)
                    .putInt(flags)
                    .put(target.bytes());
            option(packet, OPTION, lladdr);
        }
    }

    private static void option(ByteBuffer packet, int type, MacAddress lladdr) {
        if (!lladdr.equals(MacAddress.NONE)) {
            packet.put((byte) type).put((byte) 1).put(lladdr.bytes()); // the length 1 stands for 8 bytes
        }
    }
}
