package meta.netlink.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.NextHop;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import org.junit.jupiter.api.Test;

/** Bytes that are not a valid message are rejected with an exception that names the place and the reason. */
class MalformedMessageTest {
    private static final RouteMessage ROUTE = RouteMessage.any(Family.IPV4);
    private static final String RTMSG = "02100000 fe6d0001 00000000 ";

    @Test
    void aTruncatedStructIsMalformed() {
        assertRefused(LinkMessage.any(), "00000000 0300", "struct ifinfomsg: 6 bytes, expected at least 16");
        assertRefused(AddressMessage.on(Family.IPV4, 0), "02", "struct ifaddrmsg: 1 bytes, expected at least 8");
        assertRefused(ROUTE, "02100000 fe6d0001", "struct rtmsg: 8 bytes, expected at least 12");
        assertRefused(RuleMessage.any(Family.IPV4), "0210", "struct fib_rule_hdr: 2 bytes, expected at least 12");
        assertRefused(NeighborMessage.on(Family.IPV4, 0), "0210", "struct ndmsg: 2 bytes, expected at least 12");
        assertRefused(NamespaceIdMessage.ofDescriptor(0), "00", "struct rtgenmsg: 1 bytes, expected at least 4");
    }

    @Test
    void anAttributeWhoseLengthDoesNotFitTheMessageIsMalformed() {
        assertRefused(
                ROUTE,
                RTMSG + "0c000100 0a600000",
                "struct rtmsg: attribute 1: length 12 is not between 4 and the 8 bytes that are left");
        assertRefused(
                ROUTE,
                RTMSG + "03000100",
                "struct rtmsg: attribute 1: length 3 is not between 4 and the 4 bytes that are left");
        assertRefused(ROUTE, RTMSG + "0400", "struct rtmsg: 2 bytes after the last attribute, expected none");
    }

    @Test
    void anAttributeWhoseLengthDoesNotFitItsFormatIsMalformed() {
        assertRefused(ROUTE, RTMSG + "06000400 0a600000", "RTA_OIF: 2 bytes, expected 4 bytes");
        assertRefused(ROUTE, RTMSG + "08001400 0a600000", "RTA_PREF: 4 bytes, expected 1 byte");
        assertRefused(
                AddressMessage.on(Family.IPV4, 0),
                "02100000 02000000 08000600 00000000",
                "IFA_CACHEINFO: 4 bytes, expected 16 bytes");
    }

    @Test
    void anIpAddressOfAnotherFamilyIsMalformed() {
        assertRefused(
                ROUTE,
                RTMSG + "14000500 fd000000 00000000 00000000 00000007",
                "RTA_GATEWAY: 16 bytes, expected 4 bytes in a message of family inet");
    }

    @Test
    void aPrefixLengthOutOfTheRangeOfTheFamilyIsMalformed() {
        assertRefused(ROUTE, "02210000 fe6d0001 00000000", "struct rtmsg: rtm_dst_len: 33 is not 0 to 32");
    }

    @Test
    void anInvalidNextHopOfAMultipathRouteIsMalformed() {
        assertRefused(
                ROUTE,
                RTMSG + "0c000900 09000001 03000000",
                "struct rtnexthop: length 9 is not between 8 and the 8 bytes that are left");
        assertRefused(ROUTE, RTMSG + "08000900 08000001", "struct rtnexthop: 4 bytes, expected at least 8");
        assertRefused(
                ROUTE,
                RTMSG + "14000900 10000001 03000000 06000500 0a060000",
                "RTA_GATEWAY: 2 bytes, expected 4 bytes in a message of family inet");
    }

    @Test
    void aTruncatedVethPeerIsMalformed() {
        assertRefused(
                LinkMessage.any(),
                "00000000 00000000 00000000 00000000  18001200 08000100 76657468 0c000200 08000100 00000000",
                "struct ifinfomsg: 4 bytes, expected at least 16");
    }

    @Test
    void aLastAttributeWithoutPaddingIsDecoded() {
        assertThat(CaptureAssertions.decode(
                        LinkMessage.any(),
                        CaptureAssertions.bytes("00000000 00000000 00000000 00000000 06000300 6100")))
                .isEqualTo(LinkMessage.named("a"));
    }

    @Test
    void ifTwoAttributesHaveOneNumberTheLastIsDecoded() {
        assertThat(CaptureAssertions.decode(
                        LinkMessage.any(),
                        CaptureAssertions.bytes(
                                "00000000 00000000 00000000 00000000 08000400 dc050000 08000400 78050000")))
                .isEqualTo(LinkMessage.any().withMtu(1400));
    }

    @Test
    void bytesOfATextThatAreNotUtf8AreDecodedAsEscapes() {
        LinkMessage link = (LinkMessage) CaptureAssertions.decode(
                LinkMessage.any(), CaptureAssertions.bytes("00000000 00000000 00000000 00000000 06001400 ff41"));
        assertThat(link.alias()).isEqualTo("\udcffA");
    }

    @Test
    void aValueWithoutAnEncodingIsRejected() {
        RouteMessage route = RouteMessage.to(Prefix.parse("10.96.0.0/12"));
        assertThatThrownBy(() -> CaptureAssertions.encode(route.withGateway(IpAddress.parse("fd00::7"))))
                .hasMessage("fd00::7 cannot be in a message of family inet");
        assertThatThrownBy(() -> CaptureAssertions.encode(LinkMessage.named("a\0b")))
                .hasMessage("a text for the kernel must not contain NUL");
        assertThatThrownBy(() -> route.withTos(256)).hasMessage("rtm_tos: 256 is not 0 to 255");
        assertThatThrownBy(() -> NextHop.over(1).withWeight(0)).hasMessage("weight: 0 is not 1 to 256");
        assertThatThrownBy(() -> CaptureAssertions.encode(LinkMessage.any().withAlias("x".repeat(65532))))
                .hasMessage("IFLA_IFALIAS: 65536 bytes; an attribute has at most 65535");
        assertThat(CaptureAssertions.encode(LinkMessage.any().withAddress(MacAddress.NONE)))
                .hasSize(28);
    }

    private static void assertRefused(NetlinkMessage kind, String hex, String message) {
        assertThatThrownBy(() -> CaptureAssertions.decode(kind, CaptureAssertions.bytes(hex)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(message);
    }
}
