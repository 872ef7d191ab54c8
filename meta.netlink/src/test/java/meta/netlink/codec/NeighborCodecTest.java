package meta.netlink.codec;

import static meta.netlink.codec.CaptureAssertions.assertReads;
import static meta.netlink.codec.CaptureAssertions.assertRoundTrip;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;
import meta.netlink.message.NeighborMessage;
import org.junit.jupiter.api.Test;

/** Neighbours are decoded from captured bytes, and encoded to the bytes that {@code ip} sends. */
class NeighborCodecTest {
    private static final MacAddress LLADDR = MacAddress.parse("0a:00:00:00:00:02");
    private static final RouteProtocol OURS = RouteProtocol.of(109);

    // ip neigh replace 10.6.0.9 dev vethabc lladdr 0a:00:00:00:00:02 nud permanent protocol 109
    @Test
    void aPermanentIpv4NeighborIsDecodedAndEncoded() {
        assertRoundTrip(
                "02000000 02000000 80000000  05000c00 6d000000  08000100 0a060009  0a000200 0a000000 00020000",
                NeighborMessage.permanent(IpAddress.parse("10.6.0.9"), 2, LLADDR)
                        .withProtocol(OURS));
    }

    // ip neigh replace fd00::9 dev vethabc lladdr 0a:00:00:00:00:02 nud permanent protocol 109
    @Test
    void aPermanentIpv6NeighborIsDecodedAndEncoded() {
        assertRoundTrip(
                """
                0a000000 02000000 80000000  05000c00 6d000000  14000100 fd000000 00000000 00000000 00000009
                0a000200 0a000000 00020000""",
                NeighborMessage.permanent(IpAddress.parse("fd00::9"), 2, LLADDR).withProtocol(OURS));
    }

    // ip neigh show dev vethabc
    @Test
    void countersAndTimesOfAnAnswerAreDropped() {
        assertReads(
                """
                02000000 03000000 80000001  08000100 0a060009  0a000200 0a000000 00020000  08000400 00000000
                14000300 b1080000 b1080000 b1080000 00000000  05000c00 6d000000""",
                new NeighborMessage(
                        Family.IPV4,
                        3,
                        NudState.PERMANENT,
                        0,
                        1,
                        IpAddress.parse("10.6.0.9"),
                        LLADDR,
                        OURS,
                        List.of()));
    }

    // an entry of a tunnel: ip link add gre1 type gre local 10.0.0.1; ip neigh add 10.9.0.1 lladdr 10.0.0.2 dev gre1
    @Test
    void aLinkLayerAddressOfFourBytesIsKeptAsBytes() {
        assertRoundTrip(
                "02000000 05000000 80000000  08000100 0a090001  08000200 0a000002",
                new NeighborMessage(
                        Family.IPV4,
                        5,
                        NudState.PERMANENT,
                        0,
                        0,
                        IpAddress.parse("10.9.0.1"),
                        null,
                        null,
                        List.of(new Attribute(2, new byte[] {10, 0, 0, 2}))));
    }

    // bridge fdb append 00:00:00:00:00:00 dev vxlan0 dst 10.0.0.2
    @Test
    void anIpAddressInAMessageOfAnotherFamilyIsKeptAsBytes() {
        assertRoundTrip(
                "07000000 06000000 c0000200  0a000200 00000000 00000000  08000100 0a000002",
                new NeighborMessage(
                        new Family(7),
                        6,
                        NudState.PERMANENT.with(NudState.NOARP),
                        2,
                        0,
                        null,
                        MacAddress.NONE,
                        null,
                        List.of(new Attribute(1, new byte[] {10, 0, 0, 2}))));
    }
}
