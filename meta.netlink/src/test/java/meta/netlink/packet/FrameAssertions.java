package meta.netlink.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import meta.netlink.MacAddress;

/**
 * Compares decoded and encoded frames with captured ones, which the tests contain as hexadecimal digits. Linux 6.18 sent the captured
 * Ethernet frames from one of the following two namespaces to the other one, and {@code tcpdump -xx} printed them.
 *
 * <pre>
 * ip netns add a; ip netns add b
 * ip -n a link add eth0 address 0a:00:00:00:00:01 type veth peer name eth0 address 0a:00:00:00:00:02 netns b
 * ip -n a addr add 10.6.0.1/24 dev eth0; ip -n a addr add fd00:6::1/64 dev eth0 nodad
 * ip -n a link set eth0 up
 * ip netns exec a tcpdump -i eth0 -xx -n "arp or icmp6" &amp;
 * ip netns exec b sysctl -w net.ipv4.conf.eth0.arp_notify=1 net.ipv6.conf.eth0.ndisc_notify=1
 * ip -n b addr add 10.6.0.2/24 dev eth0
 * ip -n b link set eth0 up
 * </pre>
 */
final class FrameAssertions {
    static final MacAddress A = MacAddress.parse("0a:00:00:00:00:01");
    static final MacAddress B = MacAddress.parse("0a:00:00:00:00:02");

    private FrameAssertions() {}

    /** Asserts that captured bytes are decoded as this frame, and that the frame is encoded as these bytes. */
    static void assertRoundTrip(String hex, ArpOrNdpFrame frame) {
        assertThat(read(bytes(hex))).contains(frame);
        assertThat(HexFormat.of().formatHex(frame.bytes()))
                .isEqualTo(HexFormat.of().formatHex(bytes(hex)));
    }

    /** {@return the decoded frame; empty if the bytes contain another kind of packet, or are invalid} */
    static Optional<ArpOrNdpFrame> read(byte[] bytes) {
        return ArpOrNdpFrame.read(ByteBuffer.wrap(bytes));
    }

    /** {@return the bytes that a text of hexadecimal digits describes; white space in the text is ignored} */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
}
