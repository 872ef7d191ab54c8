package meta.netlink.socket;

import static meta.netlink.socket.Sockets.get;
import static meta.netlink.socket.Sockets.sendAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SequencedMap;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetconfMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.Subscription.Group;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A monitor reports the changes in its own namespace and in the namespaces with an nsid. */
@NeedsRealKernel
class MultiNamespaceMonitorTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int ALL = Integer.MAX_VALUE;

    /** A node with a monitor, and a pod at the other end of a veth pair. */
    private record NodeAndPod(
            ScratchNamespaces net, String node, String pod, MultiNamespaceMonitor monitor, OptionalInt podId)
            implements AutoCloseable {
        static NodeAndPod in(ScratchNamespaces net) throws IOException {
            String node = net.make("node");
            String pod = net.make("pod");
            net.ipLine("-n " + node + " link add vethabc type veth peer name veth0 netns " + pod);
            net.ipLine("-n " + node + " link set vethabc up");
            net.ipLine("-n " + pod + " link set veth0 up");
            return new NodeAndPod(net, node, pod, MultiNamespaceMonitorTest.monitor(net, node), idOf(net, pod, node));
        }

        /** Runs {@code ip} with the words of the line, and returns what the monitor then reports. */
        List<String> reported(String line) {
            monitor.read(ALL, _ -> false);
            net.ipLine(line);
            return MultiNamespaceMonitorTest.reported(monitor);
        }

        String own(String text) {
            return "own " + text;
        }

        String ofPod(String text) {
            return podId.getAsInt() + " " + text;
        }

        @Override
        public void close() {
            monitor.close();
        }
    }

    private static MultiNamespaceMonitor monitor(ScratchNamespaces net, String name) throws IOException {
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(name));
                NamespaceThread inside = namespace.enter()) {
            return inside.call(() -> MultiNamespaceMonitor.open(Group.values()));
        }
    }

    /** {@return the nsid that the pod's namespace has in the node's namespace} */
    private static OptionalInt idOf(ScratchNamespaces net, String pod, String node) throws IOException {
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(pod));
                NetlinkSocket socket = Sockets.in(net, node)) {
            NamespaceIdMessage id =
                    get(socket, NamespaceIdMessage.ofDescriptor(namespace.descriptor()), NamespaceIdMessage.class);
            return OptionalInt.of(Objects.requireNonNull(id.nsid()));
        }
    }

    /** {@return a text such as {@code own changed link vethabc}, which begins with the nsid of another namespace or with {@code own}} */
    private static String text(Notification notification) {
        OptionalInt id = notification.nsid();
        return (id.isPresent() ? id.getAsInt() : "own")
                + (notification.isDeletion() ? " deleted " : " changed ")
                + text(notification.message());
    }

    private static String text(NetlinkMessage message) {
        return switch (message) {
            case LinkMessage link -> "link " + link.name();
            case AddressMessage address -> "address " + address.own();
            case RouteMessage route -> "route " + route.destinationPrefix() + " table " + route.table();
            case RuleMessage rule -> "rule " + rule.sourcePrefix();
            case NeighborMessage neighbor -> "neighbor " + neighbor.destination();
            case NamespaceIdMessage id -> "id " + id.nsid();
            case NetconfMessage netconf ->
                "netconf " + netconf.ifindex() + " rp_filter " + netconf.rpFilter() + " forwarding "
                        + netconf.forwarding();
        };
    }

    private static List<String> reported(MultiNamespaceMonitor monitor) {
        return monitor.read(ALL, _ -> false).notifications().stream()
                .map(MultiNamespaceMonitorTest::text)
                .toList();
    }

    @Test
    @Timeout(60)
    void everyKindOfObjectIsReportedForTheNodeAndForThePod(ScratchNamespaces net) throws IOException {
        try (NodeAndPod s = NodeAndPod.in(net)) {
            for (String changed : List.of("link vethabc", "link veth0")) {
                boolean ofPod = changed.endsWith("veth0");
                String here = "-n " + (ofPod ? s.pod() : s.node());
                String device = changed.substring("link ".length());
                SequencedMap<String, String> expected = new LinkedHashMap<>();
                expected.put("link set " + device + " alias a", "changed " + changed);
                expected.put("address add 10.6.0.1/24 dev " + device, "changed address 10.6.0.1");
                expected.put("-6 address add fd00::1/64 nodad dev " + device, "changed address fd00::1");
                expected.put("route add 10.7.0.0/16 dev " + device, "changed route 10.7.0.0/16 table main");
                expected.put("-6 route add fd07::/64 dev " + device, "changed route fd07::/64 table main");
                expected.put("rule add from 10.8.0.0/16 lookup 100", "changed rule 10.8.0.0/16");
                expected.put("-6 rule add from fd08::/64 lookup 100", "changed rule fd08::/64");
                expected.put(
                        "neighbor add 10.6.0.9 lladdr 0a:00:00:00:00:01 dev " + device + " protocol 109",
                        "changed neighbor 10.6.0.9");
                expected.put("neighbor del 10.6.0.9 dev " + device, "deleted neighbor 10.6.0.9");
                expected.put("-6 rule del from fd08::/64 lookup 100", "deleted rule fd08::/64");
                expected.put("route del 10.7.0.0/16 dev " + device, "deleted route 10.7.0.0/16 table main");
                expected.put("address del 10.6.0.1/24 dev " + device, "deleted address 10.6.0.1");
                expected.forEach((line, text) -> {
                    net.ipLine(here + " " + line);
                    awaitReport(s.monitor(), ofPod ? s.ofPod(text) : s.own(text));
                });
            }
        }
    }

    /**
     * Reads notifications until one of them contains the text. The kernel adds IPv6 addresses in a separate task, and reports them some time after
     * the request.
     */
    private static void awaitReport(MultiNamespaceMonitor monitor, String text) {
        while (!reported(monitor).contains(text)) {
            monitor.await(Duration.ofMinutes(1));
        }
    }

    @Test
    void everyChangeOfRpFilterOrForwardingIsReported(ScratchNamespaces net) throws IOException {
        try (NodeAndPod s = NodeAndPod.in(net)) {
            s.monitor().read(ALL, _ -> false);
            for (String namespace : List.of(s.node(), s.pod())) {
                net.exec(namespace, "sh", "-c", "echo 2 > /proc/sys/net/ipv4/conf/all/rp_filter");
                net.exec(namespace, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/lo/rp_filter");
                net.exec(namespace, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/all/forwarding");
            }
            assertThat(reported(s.monitor()))
                    .contains(
                            s.own("changed netconf -1 rp_filter 2 forwarding null"),
                            s.own("changed netconf 1 rp_filter 1 forwarding null"),
                            s.own("changed netconf -1 rp_filter null forwarding 1"),
                            s.ofPod("changed netconf -1 rp_filter 2 forwarding null"),
                            s.ofPod("changed netconf 1 rp_filter 1 forwarding null"),
                            s.ofPod("changed netconf -1 rp_filter null forwarding 1"));
        }
    }

    @Test
    void neighborsThatArpLearnsAreNotReported(ScratchNamespaces net) throws IOException {
        try (NodeAndPod s = NodeAndPod.in(net)) {
            String learned = " neighbor replace 10.6.0.8 lladdr 0a:00:00:00:00:02 nud reachable dev ";
            assertThat(s.reported("-n " + s.node() + learned + "vethabc")).isEmpty();
            assertThat(s.reported("-n " + s.pod() + learned + "veth0")).isEmpty();
        }
    }

    @Test
    void anIgnoredNamespaceAndANamespaceWithoutNsidAreNotReported(ScratchNamespaces net) throws IOException {
        try (NodeAndPod s = NodeAndPod.in(net)) {
            String elsewhere = net.make("elsewhere");
            s.monitor().read(ALL, _ -> false);
            net.ipLine("-n " + s.pod() + " route add 10.7.0.0/16 dev veth0");
            net.ipLine("-n " + elsewhere + " address add 10.1.0.2/32 dev lo");
            net.ipLine("-n " + s.node() + " route add 10.9.0.0/16 dev vethabc");
            assertThat(s.monitor().read(ALL, id -> id == s.podId().getAsInt()).notifications())
                    .extracting(MultiNamespaceMonitorTest::text)
                    .containsExactly(s.own("changed route 10.9.0.0/16 table main"));
        }
    }

    @Test
    void aNotificationOfTheOwnNamespaceHasNoNsidEvenIfTheNamespaceHasOne(ScratchNamespaces net) throws IOException {
        String node = net.make("node");
        net.ipLine("-n " + node + " netns set " + node + " 77");
        try (MultiNamespaceMonitor monitor = monitor(net, node)) {
            net.ipLine("-n " + node + " address add 10.1.0.2/32 dev lo");
            assertThat(reported(monitor)).contains("own changed address 10.1.0.2");
        }
    }

    @Test
    void aLossIsReportedUntilTheQueueIsEmptyAndLaterChangesArrive(ScratchNamespaces net) throws IOException {
        String node = net.make("node");
        try (MultiNamespaceMonitor monitor = monitor(net, node);
                NetlinkSocket other = Sockets.in(net, node)) {
            boolean lost = false;
            for (int i = 0; i < 40_000 && !lost; i++) {
                IpAddress own = IpAddress.parse("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
                AddressMessage address = AddressMessage.of(own, 32, 1);
                sendAll(other, Request.create(address), Request.delete(address));
                lost = i % 10_000 == 9_999 && monitor.read(1, _ -> false).hasLost();
            }
            assertThat(lost).isTrue();
            assertThat(monitor.read(1, _ -> false)).matches(received -> received.hasLost() && received.hasMore());
            assertThat(monitor.read(ALL, _ -> false)).matches(received -> received.hasLost() && !received.hasMore());
            assertThat(monitor.read(ALL, _ -> false))
                    .isEqualTo(new MultiNamespaceMonitor.Received(List.of(), false, false));

            net.ipLine("-n " + node + " address add 10.1.0.2/32 dev lo");
            assertThat(reported(monitor)).contains("own changed address 10.1.0.2");
        }
    }

    @Test
    void readingEndsAtTheLimit(ScratchNamespaces net) throws IOException {
        String node = net.make("node");
        try (MultiNamespaceMonitor monitor = monitor(net, node)) {
            net.ipLine("-n " + node + " rule add from 10.8.0.0/16 lookup 100");
            net.ipLine("-n " + node + " rule add from 10.9.0.0/16 lookup 100");
            MultiNamespaceMonitor.Received first = monitor.read(1, _ -> false);
            assertThat(first.hasMore()).isTrue();
            assertThat(first.notifications())
                    .extracting(MultiNamespaceMonitorTest::text)
                    .containsExactly("own changed rule 10.8.0.0/16");
            assertThat(reported(monitor)).containsExactly("own changed rule 10.9.0.0/16");
        }
    }

    @Test
    void aWaitEndsWithAChangeAWakeUpOrTheTimeout(ScratchNamespaces net) throws IOException {
        String node = net.make("node");
        try (MultiNamespaceMonitor monitor = monitor(net, node)) {
            assertThat(monitor.await(Duration.ofMillis(1))).isFalse();

            monitor.wakeUp();
            monitor.wakeUp();
            assertThat(monitor.await(LONG)).isFalse();
            assertThat(monitor.await(Duration.ofMillis(1))).isFalse();

            Thread.ofPlatform().start(monitor::wakeUp);
            assertThat(monitor.await(LONG)).isFalse();

            net.ipLine("-n " + node + " rule add from 10.8.0.0/16 lookup 100");
            assertThat(monitor.await(LONG)).isTrue();
            monitor.read(ALL, _ -> false);
            assertThat(monitor.await(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void theEndOfANamespaceIsReportedWithItsNsid(ScratchNamespaces net) throws IOException {
        try (NodeAndPod s = NodeAndPod.in(net);
                NetlinkSocket socket = Sockets.in(net, s.node())) {
            NamespaceIdMessage query = NamespaceIdMessage.ofId(s.podId().getAsInt());
            assertThat(get(socket, query, NamespaceIdMessage.class).nsid())
                    .isEqualTo(s.podId().getAsInt());

            net.delete(s.pod());
            List<String> reported = new ArrayList<>();
            while (!reported.contains(s.own("deleted id " + s.podId().getAsInt()))) {
                assertThat(s.monitor().await(LONG)).isTrue();
                reported.addAll(reported(s.monitor()));
            }
            assertThat(Sockets.refusal(socket, Request.get(query)).errno()).isEqualTo(Errno.ENOENT);
        }
    }
}
