package meta.netlink.codec;

import static meta.netlink.codec.CaptureAssertions.assertReads;
import static meta.netlink.codec.CaptureAssertions.assertRoundTrip;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteScope;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.CacheInfo;
import org.junit.jupiter.api.Test;

/** Addresses are decoded from captured bytes, and encoded to the bytes that {@code ip} sends. */
class AddressCodecTest {
    private static final IpAddress SIX = IpAddress.parse("fd00::1");
    private static final IpAddress SECOND = IpAddress.parse("10.6.0.2");

    // ip addr add 10.6.0.1/16 dev vethabc
    @Test
    void anIpv4AddressIsDecodedAndEncoded() {
        assertRoundTrip(
                "02100000 02000000  08000200 0a060001  08000100 0a060001",
                AddressMessage.of(IpAddress.parse("10.6.0.1"), 16, 2));
    }

    // ip -6 addr add fd00::1/64 dev vethabc nodad noprefixroute
    @Test
    void flagsOfMoreThan8BitsAreAnAttribute() {
        assertRoundTrip(
                """
                0a400000 02000000  14000200 fd000000 00000000 00000000 00000001  08000800 02020000
                14000100 fd000000 00000000 00000000 00000001""", AddressMessage.of(SIX, 64, 2).withFlags(AddressFlags.NODAD.with(AddressFlags.NO_PREFIX_ROUTE)));
    }

    // ip addr add 10.6.0.2/32 dev vethabc label vethabc:1 scope link valid_lft 100 preferred_lft 50
    @Test
    void aLifetimeAndALabelAreDecodedAndEncoded() {
        assertRoundTrip(
                """
                022000fd 02000000  08000200 0a060002  0e000300 76657468 6162633a 31000000  08000100 0a060002
                14000600 32000000 64000000 00000000 00000000""",
                new AddressMessage(
                        Family.IPV4,
                        32,
                        AddressFlags.NONE,
                        RouteScope.LINK,
                        2,
                        SECOND,
                        SECOND,
                        "vethabc:1",
                        new CacheInfo(50, 100),
                        0,
                        List.of()));
    }

    // ip addr add 10.7.0.1 peer 10.7.0.2/32 dev vethabc
    @Test
    void theOwnAddressOfAPointToPointDeviceIsItsLocalAddress() {
        AddressMessage pointToPoint = new AddressMessage(
                Family.IPV4,
                32,
                AddressFlags.NONE,
                RouteScope.UNIVERSE,
                2,
                IpAddress.parse("10.7.0.2"),
                IpAddress.parse("10.7.0.1"),
                null,
                null,
                0,
                List.of());
        assertRoundTrip("02200000 02000000  08000200 0a070001  08000100 0a070002", pointToPoint);
        assertThat(pointToPoint.own()).isEqualTo(IpAddress.parse("10.7.0.1"));
    }

    // ip -6 addr show dev vethabc
    @Test
    void ifTheKernelSendsNoLocalAddressTheOwnAddressIsTheAddress() {
        AddressMessage told = new AddressMessage(
                Family.IPV6,
                64,
                AddressFlags.PERMANENT.with(AddressFlags.NODAD).with(AddressFlags.NO_PREFIX_ROUTE),
                RouteScope.UNIVERSE,
                3,
                SIX,
                null,
                null,
                CacheInfo.FOREVER,
                0,
                List.of());
        assertReads("""
                0a408200 03000000  14000100 fd000000 00000000 00000000 00000001
                14000600 ffffffff ffffffff a5bb0400 a5bb0400  08000800 82020000""", told);
        assertThat(told.own()).isEqualTo(SIX);
    }

    // ip -6 addr show dev vethabc
    @Test
    void theProtocolOfAnAddressIsDecoded() {
        assertReads(
                """
                0a4080fd 03000000  14000100 fe800000 00000000 080000ff fe000001
                14000600 ffffffff ffffffff 9dbb0400 9dbb0400  08000800 80000000  05000b00 03000000""",
                new AddressMessage(
                        Family.IPV6,
                        64,
                        AddressFlags.PERMANENT,
                        RouteScope.LINK,
                        3,
                        IpAddress.parse("fe80::800:ff:fe00:1"),
                        null,
                        null,
                        CacheInfo.FOREVER,
                        3,
                        List.of()));
    }
}
