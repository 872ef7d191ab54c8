package meta.netlink.socket;

import static meta.netlink.socket.Sockets.dump;
import static meta.netlink.socket.Sockets.sendAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.message.RuleMessage;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** The kernel accepts requests for rules, and the changes have the expected effect. */
@NeedsRealKernel
class RuleTest {
    private static final RouteProtocol OURS = RouteProtocol.of(109);
    private static final RuleMessage FROM = RuleMessage.lookup(Family.IPV4, RouteTable.of(200), 1100)
            .withSource(IpAddress.parse("10.6.0.1").asPrefix())
            .withProtocol(OURS);

    @Test
    void rulesAreCreatedListedAndDeleted(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            RuleMessage to = RuleMessage.lookup(Family.IPV4, RouteTable.of(500), 1000)
                    .withDestination(Prefix.parse("10.96.0.0/12"))
                    .withFwmark(1, 0xff)
                    .withInputName("lo")
                    .withProtocol(OURS);
            sendAll(socket, Request.create(FROM), Request.create(to));
            assertThat(net.ip("-n", pod, "rule"))
                    .contains("1000:\tfrom all to 10.96.0.0/12 fwmark 0x1/0xff iif lo lookup 500 proto 109")
                    .contains("1100:\tfrom 10.6.0.1 lookup 200 proto 109");

            for (RuleMessage rule : dump(socket, RuleMessage.any(Family.IPV4), RuleMessage.class)) {
                if (OURS.equals(rule.protocol())) {
                    sendAll(socket, Request.delete(rule));
                }
            }
            assertThat(net.ip("-n", pod, "rule")).doesNotContain("proto 109");
        }
    }

    @Test
    void theCreationOfAnExistingRuleIsRejected(ScratchNamespaces net) throws IOException {
        try (NetlinkSocket socket = Sockets.in(net, net.make("pod"))) {
            sendAll(socket, Request.create(FROM));
            assertThat(Sockets.refusal(socket, Request.create(FROM))).hasToString("EEXIST");
        }
    }

    @Test
    void anIpv6RuleHasATableAndASource(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            RuleMessage rule = RuleMessage.lookup(Family.IPV6, RouteTable.of(-2), 1100)
                    .withSource(Prefix.parse("fd00::/64"))
                    .withProtocol(OURS);
            sendAll(socket, Request.create(rule));
            assertThat(net.ip("-n", pod, "-6", "rule")).contains("1100:\tfrom fd00::/64 lookup 4294967294 proto 109");
            assertThat(dump(socket, RuleMessage.any(Family.IPV6), RuleMessage.class))
                    .filteredOn(told -> OURS.equals(told.protocol()))
                    .extracting(RuleMessage::table, RuleMessage::sourcePrefix)
                    .containsExactly(tuple(RouteTable.of(-2), Prefix.parse("fd00::/64")));
        }
    }
}
