package meta.netlink.socket;

import static meta.netlink.socket.Sockets.sendAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** Many requests are sent in batches, and each request receives its own reply. */
@NeedsRealKernel
class BatchTest {
    private static final int LO = 1;

    @Test
    void theKernelProcessesTheRequestsAfterARejectedOne(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            RouteMessage lost = RouteMessage.to(Prefix.parse("10.5.0.0/16")).withGateway(IpAddress.parse("1.2.3.4"));
            List<Reply> replies = socket.send(List.of(
                    Request.create(AddressMessage.of(IpAddress.parse("10.6.0.1"), 16, LO)),
                    Request.create(lost),
                    Request.create(onLoopback("10.7.0.0/16")),
                    Request.create(onLoopback("10.7.0.0/16"))));

            assertThat(replies)
                    .containsExactly(
                            new Reply.Acknowledged(List.of()),
                            new Reply.Rejected(Errno.ENETUNREACH, "Nexthop has invalid gateway", 0),
                            new Reply.Acknowledged(List.of()),
                            new Reply.Rejected(Errno.EEXIST, "", 0));
            assertThat(replies.get(1)).hasToString("ENETUNREACH: Nexthop has invalid gateway");
            assertThat(replies.get(3)).hasToString("EEXIST");
            assertThat(net.ip("-n", pod, "route")).contains("10.7.0.0/16").doesNotContain("10.5.0.0");
        }
    }

    @Test
    void repliesAreInOrderIfTheRequestsNeedSeveralBatches(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                requests.add(Request.create(onLoopback("10.9." + i / 250 + "." + i % 250 + "/32")));
                requests.add(Request.get(LinkMessage.indexed(LO)));
            }

            List<Reply> replies = socket.send(requests);

            assertThat(replies).hasSize(2000).allMatch(Reply.Acknowledged.class::isInstance);
            for (int i = 0; i < replies.size(); i++) {
                assertThat(((Reply.Acknowledged) replies.get(i)).answers()).hasSize(i % 2);
            }
            assertThat(net.ip("-n", pod, "route").lines()).hasSize(1000);
            assertThat(socket.send(requests.reversed()))
                    .filteredOn(Reply.Rejected.class::isInstance)
                    .hasSize(1000);
        }
    }

    @Test
    void anEmptyListOfRequestsHasAnEmptyListOfReplies(ScratchNamespaces net) throws IOException {
        try (NetlinkSocket socket = Sockets.in(net, net.make("pod"))) {
            assertThat(socket.send(List.of())).isEmpty();
        }
    }

    @Test
    void sendRejectsADumpAndDumpRejectsAnotherRequest(ScratchNamespaces net) throws IOException {
        try (NetlinkSocket socket = Sockets.in(net, net.make("pod"))) {
            assertThatThrownBy(() -> socket.send(List.of(Request.dump(LinkMessage.any()))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> socket.dump(Request.get(LinkMessage.indexed(LO))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aClosedSocketThrows(ScratchNamespaces net) throws IOException {
        NetlinkSocket socket = Sockets.in(net, net.make("pod"));
        sendAll(socket, Request.change(LinkMessage.indexed(LO).up()));
        socket.close();
        socket.close();
        assertThatThrownBy(() -> socket.dump(Request.dump(RouteMessage.any(Family.IPV4))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static RouteMessage onLoopback(String destination) {
        return RouteMessage.to(Prefix.parse(destination)).withOutputIndex(LO).withScope(RouteScope.LINK);
    }
}
