package meta.netlink.codec;

import static meta.netlink.codec.CaptureAssertions.assertReads;
import static meta.netlink.codec.CaptureAssertions.assertRoundTrip;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.message.RuleMessage;
import org.junit.jupiter.api.Test;

/** Rules are decoded from captured bytes, and encoded to the bytes that {@code ip} sends. */
class RuleCodecTest {
    private static final RouteProtocol OURS = RouteProtocol.of(109);
    private static final int FRA_SUPPRESS_PREFIXLEN = 14;

    // ip rule add from 10.6.0.1 lookup 200 priority 1100 protocol 109
    @Test
    void aRuleWithASourceIsDecodedAndEncoded() {
        assertRoundTrip(
                "02002000 c8000001 00000000  08000200 0a060001  08000600 4c040000  05001500 6d000000",
                RuleMessage.lookup(Family.IPV4, RouteTable.of(200), 1100)
                        .withSource(Prefix.parse("10.6.0.1/32"))
                        .withProtocol(OURS));
    }

    // ip -6 rule add from fd00::1 lookup 200 priority 1100 protocol 109
    @Test
    void anIpv6RuleWithASourceIsDecodedAndEncoded() {
        assertRoundTrip(
                """
                0a008000 c8000001 00000000  14000200 fd000000 00000000 00000000 00000001  08000600 4c040000
                05001500 6d000000""",
                RuleMessage.lookup(Family.IPV6, RouteTable.of(200), 1100)
                        .withSource(Prefix.parse("fd00::1/128"))
                        .withProtocol(OURS));
    }

    // ip rule add from 10.6.0.1 to 10.96.0.0/12 iif lo oif vethabc fwmark 0x1/0xff lookup 500 priority 1100 protocol
    // 109
    @Test
    void aRuleWithAllSelectorsIsDecodedAndEncoded() {
        assertRoundTrip(
                """
                020c2000 00000001 00000000  08000200 0a060001  08000100 0a600000  07000300 6c6f0000
                0c001100 76657468 61626300  08000a00 01000000  08001000 ff000000  08000f00 f4010000
                08000600 4c040000  05001500 6d000000""",
                RuleMessage.lookup(Family.IPV4, RouteTable.of(500), 1100)
                        .withSource(IpAddress.parse("10.6.0.1").asPrefix())
                        .withDestination(Prefix.parse("10.96.0.0/12"))
                        .withInputName("lo")
                        .withOutputName("vethabc")
                        .withFwmark(1, 0xff)
                        .withProtocol(OURS));
    }

    // ip rule show
    @Test
    void attributesWithDefaultValuesAreKept() {
        assertReads(
                """
                02002000 fc000001 00000000  08000f00 f4010000  08000e00 ffffffff  05001500 6d000000
                07000300 6c6f0000  08000600 4c040000  08000a00 01000000  08001000 ff000000  08000200 0a060001""",
                RuleMessage.lookup(Family.IPV4, RouteTable.of(500), 1100)
                        .withSource(IpAddress.parse("10.6.0.1").asPrefix())
                        .withInputName("lo")
                        .withFwmark(1, 0xff)
                        .withProtocol(OURS)
                        .withUnknown(List.of(Attribute.ofInt(FRA_SUPPRESS_PREFIXLEN, -1))));
    }
}
