package meta.netlink.codec;

import static meta.netlink.codec.CaptureAssertions.assertReads;
import static meta.netlink.codec.CaptureAssertions.assertRoundTrip;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.message.NetconfMessage;
import org.junit.jupiter.api.Test;

/** Sysctls of devices are decoded from captured bytes, and a query for them is encoded to the bytes that {@code ip} sends. */
class NetconfCodecTest {
    // ip netconf show dev lo
    @Test
    void aQueryForTheSysctlsOfADeviceIsDecodedAndEncoded() {
        assertRoundTrip("02000000  08000100 01000000", NetconfMessage.of(Family.IPV4, 1));
    }

    // ip monitor netconf; sysctl -w net.ipv4.conf.all.rp_filter=2
    @Test
    void aNotificationContainsOnlyTheChangedSysctl() {
        assertReads(
                "02000000  08000100 ffffffff  08000300 02000000",
                new NetconfMessage(Family.IPV4, NetconfMessage.ALL, null, 2, List.of()));
    }

    // ip monitor netconf; ip link add d type dummy
    @Test
    void theNotificationOfANewDeviceContainsAllSysctls() {
        assertReads(
                "0a000000  08000100 07000000  08000200 00000000  08000400 00000000",
                new NetconfMessage(Family.IPV6, 7, 0, null, List.of(Attribute.ofInt(4, 0))));
    }
}
