package meta.netlink.packet;

import java.nio.ByteBuffer;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;

/**
 * From whom to whom a frame goes on the link (IEEE 802.3 3.1.1).
 *
 * @param destination the station, or the group of stations
 * @param source the station that has sent it
 */
public record EthernetHeader(MacAddress destination, MacAddress source) {
    /** Every station on the link. */
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    static final int BYTES = 14;

    private static final long IPV6_GROUPS = 0x3333_0000_0000L; // RFC 2464 section 7
    private static final long LAST_FOUR_BYTES = 0xffff_ffffL;

    /** {@return the group of stations that listen to an IPv6 multicast address} */
    public static MacAddress group(IpAddress multicast) {
        return new MacAddress(IPV6_GROUPS | (multicast.low() & LAST_FOUR_BYTES));
    }

    void write(ByteBuffer frame, int ethertype) {
        frame.put(destination.bytes()).put(source.bytes()).putShort((short) ethertype);
    }

    /** {@return the header, with the type of the frame still to be read} */
    static EthernetHeader read(ByteBuffer frame) {
        MacAddress destination = mac(frame);
        return new EthernetHeader(destination, mac(frame));
    }

    static MacAddress mac(ByteBuffer frame) {
        byte[] bytes = new byte[6];
        frame.get(bytes);
        return MacAddress.of(bytes);
    }
}
