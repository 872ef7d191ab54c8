package meta.netlink.socket;

import static meta.netlink.socket.Sockets.sendAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.Subscription.Group;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** A subscription reports the changes in one namespace, and whether notifications were lost. */
@NeedsRealKernel
class SubscriptionTest {
    private static final int LO = 1;

    private static Subscription toAddresses(ScratchNamespaces net, String name) throws IOException {
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(name));
                NamespaceThread inside = namespace.enter()) {
            return inside.call(() -> Subscription.open(Group.IPV4_ADDRESSES, Group.IPV6_ADDRESSES));
        }
    }

    private static AddressMessage onLo(String address) {
        IpAddress own = IpAddress.parse(address);
        return AddressMessage.of(own, own.family().bits(), LO);
    }

    private static List<String> heard(Subscription subscription) {
        Optional<List<NetlinkMessage>> changed = subscription.drain();
        assertThat(changed).isPresent();
        return changed.get().stream()
                .map(AddressMessage.class::cast)
                .map(address -> address.ifindex() + " " + address.own())
                .toList();
    }

    @Test
    void aChangeIsReportedBeforeItsRequestIsAnswered(ScratchNamespaces net) throws IOException {
        String node = net.make("node");
        try (Subscription subscription = toAddresses(net, node);
                NetlinkSocket other = Sockets.in(net, node)) {
            for (int i = 0; i < 250; i++) {
                AddressMessage ipv4 = onLo("10.1.0." + i);
                AddressMessage ipv6 = onLo("fd00::" + (i + 1));
                sendAll(other, Request.create(ipv4), Request.create(ipv6));
                assertThat(heard(subscription)).contains("1 " + ipv4.own(), "1 " + ipv6.own());
                sendAll(other, Request.delete(ipv4), Request.delete(ipv6));
                assertThat(heard(subscription)).contains("1 " + ipv4.own(), "1 " + ipv6.own());
            }
        }
    }

    @Test
    void earlierChangesAndChangesOfOtherNamespacesOrGroupsAreNotReported(ScratchNamespaces net) throws IOException {
        String node = net.make("node");
        String elsewhere = net.make("elsewhere");
        net.ipLine("-n " + node + " address add 10.1.0.1/32 dev lo");
        try (Subscription subscription = toAddresses(net, node)) {
            net.ipLine("-n " + elsewhere + " address add 10.1.0.2/32 dev lo");
            net.ipLine("-n " + node + " route add 10.2.0.0/16 dev lo");
            assertThat(heard(subscription)).isEmpty();
        }
    }

    @Test
    void aLossIsReportedOnceAndLaterChangesArrive(ScratchNamespaces net) throws IOException {
        String node = net.make("node");
        try (Subscription subscription = toAddresses(net, node);
                NetlinkSocket other = Sockets.in(net, node)) {
            for (int i = 0; i < 5000; i++) {
                sendAll(other, Request.create(onLo("10.1." + (i >> 8) + "." + (i & 255))));
            }
            assertThat(subscription.drain()).isEmpty();
            assertThat(heard(subscription)).isEmpty();

            sendAll(other, Request.delete(onLo("10.1.0.1")));
            assertThat(heard(subscription)).containsExactly("1 10.1.0.1");
        }
    }
}
