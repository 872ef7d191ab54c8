package meta.netlink.packet;

import java.nio.ByteBuffer;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;

/** What a neighbour says about an address. Options other than the link-layer address are passed over. */
public sealed interface NdpMessage {
    /** {@return the address that it is about} */
    IpAddress target();

    /** {@return the sender's link-layer address; {@link MacAddress#NONE} where it does not say} */
    MacAddress lladdr();

    /** Writes the message with the checksum still 0. */
    void write(ByteBuffer packet);

    /**
     * Who has the address? (RFC 4861 4.3)
     *
     * @param target the address that it is about
     * @param lladdr the asking station's link-layer address, which a station without an address does not say
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
     * I have the address. (RFC 4861 4.4)
     *
     * @param target the address that it is about
     * @param lladdr the link-layer address that belongs to it
     * @param router whether the sender is a router
     * @param solicited whether somebody has asked
     * @param override whether this is so also where another link-layer address is known of it
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
            packet.put((byte) type).put((byte) 1).put(lladdr.bytes()); // the length counts eight bytes
        }
    }
}
