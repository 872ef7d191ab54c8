package meta.netlink.socket;

import static meta.netlink.socket.Sockets.dump;
import static meta.netlink.socket.Sockets.get;
import static meta.netlink.socket.Sockets.sendAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NextHop;
import meta.netlink.message.RouteMessage;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** The kernel accepts requests for routes, and the changes have the expected effect. */
@NeedsRealKernel
class RouteTest {
    private static final RouteProtocol OURS = RouteProtocol.of(109);
    private static final RouteTable TABLE = RouteTable.of(200);

    @Test
    void aRouteWithGatewaySourceMtuAndProtocolIsCreatedAndDeleted(ScratchNamespaces net) throws IOException {
        String pod = pod(net);
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            int veth0 = index(socket, "veth0");
            RouteMessage route = RouteMessage.to(Prefix.parse("10.96.0.0/12"))
                    .withGateway(IpAddress.parse("10.6.0.7"))
                    .withOutputIndex(veth0)
                    .withPreferredSource(IpAddress.parse("10.6.0.1"))
                    .withMtu(1350)
                    .withPriority(7)
                    .withProtocol(OURS);
            sendAll(socket, Request.create(route));

            assertThat(net.ip("-n", pod, "route", "show", "proto", "109").strip())
                    .isEqualTo("10.96.0.0/12 via 10.6.0.7 dev veth0 src 10.6.0.1 metric 7 mtu 1350");
            assertThat(dump(socket, RouteMessage.any(Family.IPV4).withProtocol(OURS), RouteMessage.class))
                    .containsExactly(route);

            sendAll(socket, Request.delete(route));
            assertThat(net.ip("-n", pod, "route", "show", "proto", "109")).isEmpty();
        }
    }

    @Test
    void anIpv4RouteWithTwoNextHopsIsOneRoute(ScratchNamespaces net) throws IOException {
        String pod = pod(net);
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            int veth0 = index(socket, "veth0");
            RouteMessage route = RouteMessage.to(Prefix.parse("10.98.0.0/16"))
                    .withProtocol(OURS)
                    .withNextHops(List.of(
                            NextHop.via(IpAddress.parse("10.6.0.7"), veth0).withWeight(2),
                            NextHop.via(IpAddress.parse("192.0.2.1"), veth0).withFlags(RouteMessage.ONLINK)));
            sendAll(socket, Request.create(route));

            assertThat(net.ip("-n", pod, "route", "show", "proto", "109"))
                    .contains(
                            "10.98.0.0/16",
                            "via 10.6.0.7 dev veth0 weight 2",
                            "via 192.0.2.1 dev veth0 weight 1 onlink");
            assertThat(dump(socket, RouteMessage.any(Family.IPV4).withProtocol(OURS), RouteMessage.class))
                    .containsExactly(route);
        }
    }

    @Test
    void aSecondIpv6NextHopIsAppended(ScratchNamespaces net) throws IOException {
        String pod = pod(net);
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            int veth0 = index(socket, "veth0");
            RouteMessage route = RouteMessage.to(Prefix.parse("fd01::/64"))
                    .withOutputIndex(veth0)
                    .withProtocol(OURS);
            sendAll(
                    socket,
                    Request.create(route.withGateway(IpAddress.parse("fd00::7"))),
                    Request.append(route.withGateway(IpAddress.parse("fd00::8"))));

            List<RouteMessage> told =
                    dump(socket, RouteMessage.any(Family.IPV6).withProtocol(OURS), RouteMessage.class);
            assertThat(told).hasSize(1);
            assertThat(told.getFirst().nextHops())
                    .extracting(NextHop::gateway)
                    .containsExactlyInAnyOrder(IpAddress.parse("fd00::7"), IpAddress.parse("fd00::8"));
            assertThat(net.ip("-n", pod, "-6", "route", "show", "proto", "109"))
                    .contains("nexthop via fd00::7", "nexthop via fd00::8");
        }
    }

    @Test
    void aRouteKeepsItsUnknownAttributesInAnotherTable(ScratchNamespaces net) throws IOException {
        String pod = pod(net);
        net.ip("-n", pod, "route", "add", "10.99.0.0/16", "via", "inet6", "fd00::7", "dev", "veth0", "proto", "109");
        net.ipLine("-n " + pod
                + " route add 10.100.0.0/16 via 10.6.0.7 proto 109 realm 5 hoplimit 9 advmss 1000 mtu lock 1300");
        net.ipLine("-n " + pod + " -6 route add fd02::/64 via fd00::7 dev veth0 proto 109 expires 500 pref low");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            for (Family family : List.of(Family.IPV4, Family.IPV6)) {
                for (RouteMessage route :
                        dump(socket, RouteMessage.any(family).withProtocol(OURS), RouteMessage.class)) {
                    sendAll(socket, Request.create(route.withTable(TABLE)), Request.delete(route));
                }
            }
        }
        assertThat(net.ip("-n", pod, "route", "show", "proto", "109")).isEmpty();
        assertThat(net.ip("-n", pod, "route", "show", "table", "200").lines().map(String::strip))
                .containsExactlyInAnyOrder(
                        "10.99.0.0/16 via inet6 fd00::7 dev veth0 proto 109",
                        "10.100.0.0/16 via 10.6.0.7 dev veth0 proto 109 realm 5 mtu lock 1300 advmss 1000 hoplimit 9");
        assertThat(net.ip("-n", pod, "-6", "route", "show", "table", "200"))
                .contains("fd02::/64 via fd00::7 dev veth0 proto 109")
                .contains("pref low");
    }

    @Test
    void aLookupReturnsSourceGatewayDeviceAndTable(ScratchNamespaces net) throws IOException {
        String pod = pod(net);
        net.ip("-n", pod, "route", "add", "10.96.0.0/12", "via", "10.6.0.7", "table", "200");
        net.ip("-n", pod, "rule", "add", "to", "10.96.0.0/12", "lookup", "200", "priority", "1000");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            RouteMessage answer = get(socket, RouteMessage.lookup(IpAddress.parse("10.96.0.1")), RouteMessage.class);
            assertThat(answer.table()).isEqualTo(TABLE);
            assertThat(answer.preferredSource()).isEqualTo(IpAddress.parse("10.6.0.1"));
            assertThat(answer.gateway()).isEqualTo(IpAddress.parse("10.6.0.7"));
            assertThat(answer.outputIndex()).isEqualTo(index(socket, "veth0"));
            assertThat(answer.destinationPrefix()).isEqualTo(Prefix.parse("10.96.0.1/32"));

            RouteMessage matching = RouteMessage.lookup(IpAddress.parse("10.96.0.1"))
                    .withFlags(RouteMessage.FIB_MATCH | RouteMessage.LOOKUP_TABLE);
            assertThat(get(socket, matching, RouteMessage.class).destinationPrefix())
                    .isEqualTo(Prefix.parse("10.96.0.0/12"));

            assertThat(get(socket, RouteMessage.lookup(IpAddress.parse("fd00::7")), RouteMessage.class)
                            .preferredSource())
                    .isEqualTo(IpAddress.parse("fd00::1"));

            assertThat(Sockets.refusal(socket, Request.get(RouteMessage.lookup(IpAddress.parse("192.0.2.1")))))
                    .hasToString("ENETUNREACH");
        }
    }

    @Test
    void aRouteCanBeReplacedAndAMissingRouteCannotBeChanged(ScratchNamespaces net) throws IOException {
        String pod = pod(net);
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            RouteMessage route = RouteMessage.to(Prefix.parse("10.96.0.0/12"))
                    .withOutputIndex(index(socket, "veth0"))
                    .withScope(RouteScope.LINK);
            assertThat(Sockets.refusal(socket, Request.change(route))).hasToString("ENOENT");
            sendAll(
                    socket,
                    Request.replace(route),
                    Request.replace(route.withMtu(1400)),
                    Request.change(route.withMtu(1300)));
            assertThat(net.ip("-n", pod, "route", "show", "10.96.0.0/12")).contains("mtu 1300");
        }
    }

    private static String pod(ScratchNamespaces net) {
        String pod = net.make("pod");
        net.ipLine("-n " + pod + " link add veth0 type veth peer name veth1");
        net.ipLine("-n " + pod + " addr add fd00::1/64 dev veth0 nodad");
        net.ipLine("-n " + pod + " addr add 10.6.0.1/16 dev veth0");
        net.ipLine("-n " + pod + " link set veth0 up");
        net.ipLine("-n " + pod + " link set veth1 up");
        return pod;
    }

    private static int index(NetlinkSocket socket, String name) {
        return get(socket, LinkMessage.named(name), LinkMessage.class).ifindex();
    }
}
