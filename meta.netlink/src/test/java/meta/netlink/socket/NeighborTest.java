package meta.netlink.socket;

import static meta.netlink.socket.Sockets.dump;
import static meta.netlink.socket.Sockets.get;
import static meta.netlink.socket.Sockets.sendAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** The kernel accepts requests for neighbours, and the changes have the expected effect. */
@NeedsRealKernel
class NeighborTest {
    private static final IpAddress FOUR = IpAddress.parse("10.6.0.9");
    private static final IpAddress SIX = IpAddress.parse("fd00::9");
    private static final MacAddress LLADDR = MacAddress.parse("0a:00:00:00:00:02");
    private static final RouteProtocol OURS = RouteProtocol.of(109);

    @Test
    void permanentNeighborsAreCreatedQueriedAndDeleted(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        net.ip("-n", pod, "link", "add", "veth0", "up", "type", "veth", "peer", "name", "veth1");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            int veth0 =
                    get(socket, LinkMessage.named("veth0"), LinkMessage.class).ifindex();
            sendAll(
                    socket,
                    Request.replace(
                            NeighborMessage.permanent(FOUR, veth0, LLADDR).withProtocol(OURS)),
                    Request.replace(
                            NeighborMessage.permanent(SIX, veth0, LLADDR).withProtocol(OURS)));
            assertThat(net.ip("-n", pod, "neigh", "show", "dev", "veth0"))
                    .contains("10.6.0.9 lladdr 0a:00:00:00:00:02 PERMANENT proto 109")
                    .contains("fd00::9 lladdr 0a:00:00:00:00:02 PERMANENT proto 109");

            NeighborMessage told = get(socket, NeighborMessage.at(FOUR, veth0), NeighborMessage.class);
            assertThat(told.lladdr()).isEqualTo(LLADDR);
            assertThat(told.state()).isEqualTo(NudState.PERMANENT);
            assertThat(told.protocol()).isEqualTo(OURS);
            assertThat(told.unknown()).isEmpty();

            sendAll(
                    socket,
                    Request.delete(NeighborMessage.at(FOUR, veth0)),
                    Request.delete(NeighborMessage.at(SIX, veth0)));
            assertThat(Sockets.refusal(socket, Request.get(NeighborMessage.at(FOUR, veth0)))
                            .errno())
                    .isEqualTo(Errno.ENOENT);
        }
    }

    @Test
    void theKernelFiltersNeighborsByDevice(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        net.ip("-n", pod, "link", "add", "veth0", "type", "veth", "peer", "name", "veth1");
        net.ip("-n", pod, "link", "set", "veth0", "up");
        net.ip("-n", pod, "link", "set", "veth1", "up");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            for (String name : List.of("veth0", "veth1")) {
                int index =
                        get(socket, LinkMessage.named(name), LinkMessage.class).ifindex();
                sendAll(socket, Request.create(NeighborMessage.permanent(FOUR, index, LLADDR)));
                assertThat(dump(socket, NeighborMessage.on(Family.IPV4, index), NeighborMessage.class))
                        .extracting(NeighborMessage::ifindex)
                        .containsExactly(index);
            }
            assertThat(dump(socket, NeighborMessage.on(Family.IPV4, 0), NeighborMessage.class))
                    .hasSize(2);
        }
    }
}
