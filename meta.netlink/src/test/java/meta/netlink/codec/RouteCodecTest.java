package meta.netlink.codec;

import static meta.netlink.codec.CaptureAssertions.assertReads;
import static meta.netlink.codec.CaptureAssertions.assertRoundTrip;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RoutePreference;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.message.NextHop;
import meta.netlink.message.RouteMessage;
import org.junit.jupiter.api.Test;

/** Routes are decoded from captured bytes, and encoded to the bytes that {@code ip} sends. */
class RouteCodecTest {
    private static final RouteProtocol OURS = RouteProtocol.of(109);
    private static final int RTA_VIA = 18;
    private static final int RTA_UID = 25;
    private static final int RTM_F_CLONED = 0x200;

    private static final RouteMessage TO_SERVICES = RouteMessage.to(Prefix.parse("10.96.0.0/12"))
            .withGateway(IpAddress.parse("10.6.0.7"))
            .withPreferredSource(IpAddress.parse("10.6.0.1"))
            .withProtocol(OURS)
            .withMtu(1350);

    private static final RouteMessage MULTIPATH = RouteMessage.to(Prefix.parse("10.98.0.0/16"))
            .withProtocol(OURS)
            .withNextHops(List.of(
                    NextHop.via(IpAddress.parse("10.6.0.7"), 3).withWeight(2),
                    NextHop.via(IpAddress.parse("10.6.0.8"), 3).withFlags(RouteMessage.ONLINK)));

    private static final RouteMessage TO_IPV6 = RouteMessage.to(Prefix.parse("fd01::/64"))
            .withGateway(IpAddress.parse("fd00::7"))
            .withPreferredSource(IpAddress.parse("fd00::1"))
            .withPriority(300)
            .withPreference(RoutePreference.HIGH)
            .withProtocol(OURS);

    // ip route add 10.96.0.0/12 via 10.6.0.7 dev vethabc src 10.6.0.1 proto 109 mtu 1350
    @Test
    void aRouteViaAGatewayIsDecodedAndEncoded() {
        assertRoundTrip("""
                020c0000 fe6d0001 00000000  08000100 0a600000  08000500 0a060007  08000700 0a060001
                08000400 02000000  0c000800 08000200 46050000""", TO_SERVICES.withOutputIndex(2));
    }

    // ip route add 10.97.0.0/16 dev vethabc scope link table 500 metric 7 proto 109
    @Test
    void aTableAbove255IsEncodedAsAnAttribute() {
        assertRoundTrip(
                "02100000 006dfd01 00000000  08000100 0a610000  08000f00 f4010000  08000600 07000000  08000400 02000000",
                RouteMessage.to(Prefix.parse("10.97.0.0/16"))
                        .withOutputIndex(2)
                        .withScope(RouteScope.LINK)
                        .withTable(RouteTable.of(500))
                        .withPriority(7)
                        .withProtocol(OURS));
    }

    // ip route add 10.98.0.0/16 proto 109 nexthop via 10.6.0.7 dev vethabc weight 2 nexthop via 10.6.0.8 dev vethabc
    // onlink
    @Test
    void aMultipathRouteIsDecodedAndEncoded() {
        assertRoundTrip("""
                02100000 fe6d0001 00000000  08000100 0a620000
                24000900  10000001 03000000 08000500 0a060007  10000400 03000000 08000500 0a060008""", MULTIPATH);
    }

    // ip route add fd01::/64 via fd00::7 dev vethabc src fd00::1 metric 300 pref high proto 109
    @Test
    void anIpv6RouteIsDecodedAndEncoded() {
        assertRoundTrip("""
                0a400000 fe6d0001 00000000  14000100 fd010000 00000000 00000000 00000000
                14000500 fd000000 00000000 00000000 00000007  14000700 fd000000 00000000 00000000 00000001
                08000600 2c010000  05001400 01000000  08000400 02000000""", TO_IPV6.withOutputIndex(2));
    }

    // ip route get 10.96.0.1
    @Test
    void aLookupIsDecodedAndEncoded() {
        assertRoundTrip(
                "02200000 00000000 00100000  08000100 0a600001", RouteMessage.lookup(IpAddress.parse("10.96.0.1")));
    }

    // ip route get 10.96.0.1
    @Test
    void theAnswerToALookupIsDecoded() {
        assertReads(
                """
                02200000 fe000001 00020000  08000f00 fe000000  08000100 0a600001  08000400 03000000
                08000700 0a060001  08000500 0a060007  0c000800 08000200 46050000  08001900 00000000
                24000c00 02000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000""",
                RouteMessage.to(Prefix.parse("10.96.0.1/32"))
                        .withFlags(RTM_F_CLONED)
                        .withOutputIndex(3)
                        .withGateway(IpAddress.parse("10.6.0.7"))
                        .withPreferredSource(IpAddress.parse("10.6.0.1"))
                        .withMtu(1350)
                        .withUnknown(List.of(Attribute.ofInt(RTA_UID, 0))));
    }

    // ip route show
    @Test
    void routesFromTheKernelAreDecoded() {
        assertReads("""
                020c0000 fe6d0001 00000000  08000f00 fe000000  08000100 0a600000  0c000800 08000200 46050000
                08000700 0a060001  08000500 0a060007  08000400 03000000""", TO_SERVICES.withOutputIndex(3));
        assertReads("""
                02100000 fe6d0001 00000000  08000f00 fe000000  08000100 0a620000
                24000900 10000001 03000000 08000500 0a060007 10000400 03000000 08000500 0a060008""", MULTIPATH);
    }

    // ip route show table 500
    @Test
    void aTableAbove255IsDecodedFromTheAttributeInsteadOfTheStruct() {
        assertReads(
                "02100000 fc6dfd01 00000000  08000f00 f4010000  08000100 0a610000  08000600 07000000  08000400 03000000",
                RouteMessage.to(Prefix.parse("10.97.0.0/16"))
                        .withOutputIndex(3)
                        .withScope(RouteScope.LINK)
                        .withTable(RouteTable.of(500))
                        .withPriority(7)
                        .withProtocol(OURS));
    }

    // ip -6 route show fd01::/64
    @Test
    void countersAndTimesOfAnIpv6RouteAreDropped() {
        assertReads("""
                0a400000 fe6d0001 00000000  08000f00 fe000000  14000100 fd010000 00000000 00000000 00000000
                14000700 fd000000 00000000 00000000 00000001  08000600 2c010000
                14000500 fd000000 00000000 00000000 00000007  08000400 03000000
                24000c00 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000  05001400 01000000""", TO_IPV6.withOutputIndex(3));
    }

    // ip route add 10.99.0.0/16 via inet6 fd00::7 dev vethabc proto 109; ip route show 10.99.0.0/16
    @Test
    void aGatewayOfAnotherFamilyIsKeptAsBytes() {
        assertReads(
                """
                02100000 fe6d0001 00000000  08000f00 fe000000  08000100 0a630000
                16001200 0a00fd00 00000000 00000000 00000000 00070000  08000400 03000000""",
                RouteMessage.to(Prefix.parse("10.99.0.0/16"))
                        .withOutputIndex(3)
                        .withProtocol(OURS)
                        .withUnknown(List.of(new Attribute(
                                RTA_VIA, CaptureAssertions.bytes("0a00fd00 00000000 00000000 00000000 0007")))));
    }

    @Test
    void theMtuIsOneOfTheMetrics() {
        assertThat(TO_SERVICES.mtu()).isEqualTo(1350);
        assertThat(TO_SERVICES.withMtu(1280).metrics()).containsExactly(Attribute.ofInt(2, 1280));
        assertThat(MULTIPATH.mtu()).isNull();
    }

    @Test
    void theDestinationOfADefaultRouteContainsAllAddresses() {
        assertThat(RouteMessage.to(Prefix.parse("::/0")).destinationPrefix()).isEqualTo(Prefix.parse("::/0"));
        assertThat(TO_SERVICES.destinationPrefix()).isEqualTo(Prefix.parse("10.96.0.0/12"));
    }
}
