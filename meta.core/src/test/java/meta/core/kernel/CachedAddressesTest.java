package meta.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After each change, the cache returns the addresses that a dump of the kernel returns. */
@NeedsRealKernel
class CachedAddressesTest {
    private static final int LO = 1;

    /** A network namespace in the role of the node, and a cache of its addresses. */
    private record Node(
            ScratchNamespaces net,
            String name,
            NetworkNamespace namespace,
            NamespaceThread inside,
            CallKernel kernel,
            CachedAddresses cache)
            implements AutoCloseable {
        static Node in(ScratchNamespaces net) throws IOException {
            String name = net.make("node");
            Path path = net.path(name);
            NetworkNamespace namespace = NetworkNamespace.open(path);
            CallKernel kernel = CallKernel.onDedicatedThreads(NetworkNamespace.open(path), Optional.empty());
            return new Node(net, name, namespace, namespace.enter(), kernel, new CachedAddresses());
        }

        void ip(String line) {
            net.ipLine("-n " + name + " " + line);
        }

        List<AddressMessage> now() {
            return inside.call(cache::now).orElseThrow();
        }

        NetlinkSocket otherSocket() {
            return inside.call(NetlinkSocket::open);
        }

        /** Asserts that the cache returns the addresses that the kernel has, in the kernel's order. */
        void assertCacheAgrees() {
            assertThat(now()).isEqualTo(kernel.nodeAddresses());
        }

        @Override
        public void close() {
            cache.close();
            kernel.close();
            inside.close();
            namespace.close();
        }
    }

    @ParameterizedTest
    @MethodSource("meta.core.kernel.AddressScenario#all")
    void theCacheAgreesWithTheKernelAfterEachChange(AddressScenario scenario, ScratchNamespaces net)
            throws IOException {
        try (Node node = Node.in(net)) {
            node.net().exec(node.name(), "sysctl", "-qw", "net.ipv4.conf.all.promote_secondaries=1");
            node.net().exec(node.name(), "sysctl", "-qw", "net.ipv6.conf.default.accept_dad=0");
            node.ip("link add eth0 type veth peer name wire0");
            node.ip("link set wire0 up");
            node.ip("link set eth0 up");
            node.assertCacheAgrees();
            for (String line : scenario.lines()) {
                node.ip(line);
                node.assertCacheAgrees();
            }
        }
    }

    @Test
    void aDeviceThatIsMovedToAnotherNamespaceLosesItsAddresses(ScratchNamespaces net) throws IOException {
        try (Node node = Node.in(net)) {
            String pod = net.make("pod");
            node.ip("link add eth0 type veth peer name wire0");
            node.ip("address add 10.0.0.1/24 dev eth0");
            node.ip("address add fd00::1/64 dev eth0");
            node.ip("link set eth0 up");
            assertThat(node.now()).hasSize(2);

            node.ip("link set eth0 netns " + pod);

            assertThat(node.now()).isEmpty();
            node.assertCacheAgrees();
        }
    }

    @Test
    void changesThroughAnotherSocketAreSeenAtOnce(ScratchNamespaces net) throws IOException {
        try (Node node = Node.in(net);
                NetlinkSocket other = node.otherSocket()) {
            for (int i = 1; i <= 500; i++) {
                AddressMessage ipv4 = onLo("10.1." + (i >> 8) + "." + (i & 255));
                AddressMessage ipv6 = onLo("fd00::" + i);
                require(other.send(List.of(Request.create(ipv4), Request.create(ipv6))));
                assertThat(node.now()).extracting(AddressMessage::own).containsExactly(ipv4.own(), ipv6.own());
                require(other.send(List.of(Request.delete(ipv4), Request.delete(ipv6))));
                assertThat(node.now()).isEmpty();
            }
        }
    }

    @Test
    @Timeout(60)
    void anIpv6AddressWithoutDuplicateAddressDetectionIsFoundAMomentLater(ScratchNamespaces net) throws IOException {
        try (Node node = Node.in(net)) {
            assertThat(node.now()).isEmpty();
            node.ip("address add fd00::1/64 dev lo nodad");
            while (node.now().isEmpty()) {
                Thread.onSpinWait();
            }
            node.assertCacheAgrees();
        }
    }

    @Test
    @Timeout(60)
    void aDuplicateAddressHasTheFlagDadfailed(ScratchNamespaces net) throws IOException {
        try (Node node = Node.in(net)) {
            String pod = net.make("pod");
            node.ip("link add eth0 type veth peer name eth0 netns " + pod);
            net.ipLine("-n " + pod + " link set eth0 up");
            net.ipLine("-n " + pod + " address add fd00::1/64 dev eth0 nodad");
            node.ip("link set eth0 up");
            node.ip("address add fd00::1/64 dev eth0");
            assertThat(node.now()).hasSize(1);

            while (!net.ipLine("-n " + node.name() + " address show dev eth0 dadfailed")
                    .contains("fd00::1")) {
                Thread.onSpinWait();
            }

            assertThat(node.now().getFirst().flags().has(AddressFlags.DADFAILED))
                    .isTrue();
            node.assertCacheAgrees();
        }
    }

    @Test
    void whileNoAddressChangesTheCacheReturnsOneList(ScratchNamespaces net) throws IOException {
        try (Node node = Node.in(net)) {
            node.ip("address add 10.0.0.1/24 dev lo");
            List<AddressMessage> before = node.now();

            node.ip("link add eth0 type veth peer name wire0");
            node.ip("link set eth0 up");
            node.ip("address add 169.254.3.4/32 dev eth0");

            assertThat(node.now()).isSameAs(before).hasSize(1);
        }
    }

    @Test
    void allAddressesAreFoundAfterNotificationsAreLost(ScratchNamespaces net) throws IOException {
        try (Node node = Node.in(net);
                NetlinkSocket other = node.otherSocket()) {
            node.ip("address add 10.0.0.1/24 dev lo");
            assertThat(node.now()).hasSize(1);
            List<Request> many = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                many.add(Request.create(onLo("10.1." + (i >> 8) + "." + (i & 255))));
            }
            require(other.send(many));
            assertThat(node.now()).hasSize(5001);

            node.ip("address del 10.0.0.1/24 dev lo");
            assertThat(node.now()).hasSize(5000);
            node.assertCacheAgrees();
        }
    }

    @Test
    void theAddressesOf200NewDevicesAreFound(ScratchNamespaces net) throws IOException {
        try (Node node = Node.in(net)) {
            assertThat(node.now()).isEmpty();
            StringBuilder batch = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                batch.append("ip link add d" + i + " type bridge; ip address add 10.1.0." + i + "/32 dev d" + i + ";");
            }
            net.exec(node.name(), "sh", "-c", batch.toString());
            assertThat(node.now()).hasSize(200);
            node.assertCacheAgrees();
        }
    }

    @Test
    void manyThreadsMayReadTheCacheWhileAddressesChange(ScratchNamespaces net) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (Node node = Node.in(net);
                NetlinkSocket other = node.otherSocket();
                ExecutorService callers = Executors.newFixedThreadPool(4)) {
            node.ip("address add 10.0.0.1/24 dev lo");
            assertThat(node.now()).hasSize(1);
            List<Future<Integer>> answers = IntStream.range(0, 4)
                    .mapToObj(_ -> callers.submit(() -> {
                        int asked = 0;
                        for (; !over.get(); asked++) {
                            assertThat(node.cache().now().orElseThrow())
                                    .extracting(address -> String.valueOf(address.own()))
                                    .contains("10.0.0.1");
                        }
                        return asked;
                    }))
                    .toList();
            for (int i = 0; i < 500; i++) {
                AddressMessage address = onLo("10.1.0." + (i & 127));
                require(other.send(List.of(Request.create(address))));
                require(other.send(List.of(Request.delete(address))));
            }
            over.set(true);
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isPositive();
            }
            node.assertCacheAgrees();
        }
    }

    @Test
    void aClosedCacheCanBeUsedAgain(ScratchNamespaces net) throws IOException {
        try (Node node = Node.in(net)) {
            node.ip("address add 10.0.0.1/24 dev lo");
            assertThat(node.now()).hasSize(1);
            node.cache().close();
            node.ip("address add 10.0.0.2/24 dev lo");
            assertThat(node.now()).hasSize(2);
        }
    }

    private static AddressMessage onLo(String address) {
        IpAddress own = IpAddress.parse(address);
        return AddressMessage.of(own, own.family().bits(), LO);
    }

    private static void require(List<Reply> replies) {
        assertThat(replies).allSatisfy(reply -> assertThat(reply).isInstanceOf(Reply.Acknowledged.class));
    }
}
