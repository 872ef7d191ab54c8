package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import meta.core.call.CatalogSource;
import meta.launcher.call.TestCatalog;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.netlink.unix.UnixListener;
import meta.netlink.unix.UnixSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A call through an agent uses the present addresses of its node, although the agent caches addresses. The agent's threads are in the
 * agent's network namespace when they begin a call.
 */
@NeedsRealKernel
class WarmCallNamespaceTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void aCallSeesAddressesThatTheNodeGotOrLostSinceTheLastCall(ScratchNamespaces net) throws Exception {
        Node node = Node.in(net, "1");
        try (Agent agent = Agent.on(node, folder)) {
            agent.add(node);
            assertThat(node.podsRoutes()).contains("10.1.0.2 ", "fd00:1::2 ").doesNotContain("10.1.0.9", "fd00:1::9");

            node.host("address add 10.1.0.9/24 dev eth0");
            node.host("address add fd00:1::9/64 dev eth0");
            agent.add(node);
            assertThat(node.podsRoutes()).contains("10.1.0.2 ", "10.1.0.9 ", "fd00:1::2 ", "fd00:1::9 ");

            node.host("address del 10.1.0.9/24 dev eth0");
            node.pod("link del veth0");
            agent.add(node);
            assertThat(node.podsRoutes()).contains("10.1.0.2 ", "fd00:1::9 ").doesNotContain("10.1.0.9");
        }
    }

    @Test
    void aCallFromAnotherNamespaceUsesTheAddressesOfThatNamespace(ScratchNamespaces net) throws Exception {
        Node node = Node.in(net, "1");
        Node another = Node.in(net, "2");
        try (Agent agent = Agent.on(node, folder)) {
            agent.add(node);
            agent.add(another);
            assertThat(node.podsRoutes()).contains("10.1.0.2 ", "fd00:1::2 ").doesNotContain("10.2.", "fd00:2:");
            assertThat(another.podsRoutes()).contains("10.2.0.2 ", "fd00:2::2 ").doesNotContain("10.1.", "fd00:1:");
        }
    }

    @Test
    void aThreadThatIsLeftInAnotherNamespaceReturnsBeforeItsNextCall(ScratchNamespaces net) throws Exception {
        Node node = Node.in(net, "1");
        CountDownLatch waiting = new CountDownLatch(1);
        BlockingQueue<Boolean> isHome = new LinkedBlockingQueue<>();
        try (Agent agent = Agent.on(node, folder);
                NetworkNamespace elsewhere = NetworkNamespace.open(net.path(node.podName()));
                CallThreads threads = new CallThreads(agent.runner(stranded(elsewhere, waiting)));
                UnixSocket first = agent.connect();
                UnixSocket second = agent.connect()) {
            threads.take(agent.call(first, node, node.podName()));
            threads.take(agent.call(second, node, node.podName()));
            waiting.countDown();

            AgentAnswer.receiveFrom(first, TIMEOUT);
            assertThat(AgentAnswer.receiveFrom(second, TIMEOUT)).isEqualTo(AgentAnswer.GO_COLD);
            assertThat(threads.run(() -> isHome.add(agent.home().isCurrent()))).isTrue();
            assertThat(isHome.poll(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** {@return a source of steps that waits for the latch, and then moves the thread of the call to another namespace} */
    private static CatalogSource stranded(NetworkNamespace elsewhere, CountDownLatch until) {
        return (_, _) -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            elsewhere.bringBack();
            return TestCatalog.catalog();
        };
    }

    @Test
    void aThreadOfCallsIsInTheAgentsNamespaceWhicheverThreadStartsIt(ScratchNamespaces net) throws Exception {
        Node node = Node.in(net, "1");
        BlockingQueue<Boolean> isHome = new LinkedBlockingQueue<>();
        try (Agent agent = Agent.on(node, folder);
                NetworkNamespace elsewhere = NetworkNamespace.open(net.path(node.podName()));
                NamespaceThread there = elsewhere.enter();
                CallThreads threads = new CallThreads(agent.runner((_, _) -> TestCatalog.catalog()))) {
            assertThat(there.call(
                            () -> threads.run(() -> isHome.add(agent.home().isCurrent()))))
                    .isTrue();
            assertThat(isHome.poll(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** A node, and a pod whose NIC is a macvlan device on the node's {@code eth0}. */
    private record Node(ScratchNamespaces net, String name, String podName) {
        static Node in(ScratchNamespaces net, String number) {
            Node node = new Node(net, net.make("node" + number), net.make("pod" + number));
            for (String each : List.of(node.name, node.podName)) {
                net.exec(each, "sysctl", "-qw", "net.ipv6.conf.all.accept_dad=0", "net.ipv6.conf.default.accept_dad=0");
            }
            node.host("link add eth0 type veth peer name cable");
            node.host("link set eth0 up");
            node.host("link set cable up");
            node.host("address add 10." + number + ".0.2/24 dev eth0");
            node.host("address add fd00:" + number + "::2/64 dev eth0");
            node.host("link add nic link eth0 type macvlan mode bridge");
            node.host("link set nic netns " + node.podName + " name eth0");
            node.pod("link set eth0 up");
            node.pod("address add 10." + number + ".0.77/24 dev eth0");
            node.pod("address add fd00:" + number + "::77/64 dev eth0");
            return node;
        }

        void host(String line) {
            net.ipLine("-n " + name + " " + line);
        }

        void pod(String line) {
            net.ipLine("-n " + podName + " " + line);
        }

        String podsRoutes() {
            return net.ipLine("-n " + podName + " -4 route show dev veth0")
                    + net.ipLine("-n " + podName + " -6 route show dev veth0");
        }
    }

    /** An agent in the network namespace of a node. It answers one call at a time, on one thread. */
    private record Agent(
            Path folder, UnixListener listener, AgentNamespace home, NamespaceThread thread, CallMetrics metrics)
            implements AutoCloseable {
        static Agent on(Node node, Path folder) throws IOException {
            try (NetworkNamespace namespace = NetworkNamespace.open(node.net().path(node.name()))) {
                NamespaceThread thread = namespace.enter();
                UnixListener listener =
                        UnixListener.bind(folder.resolve("agent.sock").toString());
                return new Agent(
                        folder, listener, thread.call(AgentNamespace::ofThisThread), thread, new CallMetrics());
            }
        }

        /** Makes an ADD for the pod's NIC from the node's namespace. It must succeed. */
        void add(Node node) throws IOException {
            AgentAnswer answer = answer(node, node.podName());
            assertThat(answer.status()).as(answer.stdout() + answer.stderr()).isZero();
        }

        /** {@return the answer to an ADD} */
        AgentAnswer answer(Node node, String podName) throws IOException {
            CallRunner runner = runner((_, _) -> TestCatalog.catalog());
            try (UnixSocket client = connect()) {
                try (ReceivedCall call = call(client, node, podName)) {
                    thread.call(() -> {
                        runner.answer(call);
                        return true;
                    });
                }
                return AgentAnswer.receiveFrom(client, TIMEOUT);
            }
        }

        CallRunner runner(CatalogSource steps) {
            return new CallRunner(
                    home,
                    new HeapShrinker(),
                    new CallSlots(1, 1 << 30, 1000),
                    steps,
                    new DeferredLogFiles(),
                    metrics,
                    System.err,
                    () -> {});
        }

        UnixSocket connect() throws IOException {
            return UnixSocket.connect(folder.resolve("agent.sock").toString());
        }

        /** {@return an ADD that this client has sent} No other client may have connected before. */
        ReceivedCall call(UnixSocket client, Node node, String podName) throws IOException {
            Path pod = node.net().path(podName);
            String stdin = """
                    {"cniVersion": "1.0.0", "name": "lan", "type": "veth", "log_options": {"log_file": "LOG"},
                     "overlay_hijack_subnet": "10.244.0.0/16", "service_hijack_subnet": "10.96.0.0/12",
                     "prevResult": {"cniVersion": "1.0.0", "interfaces": [{"name": "eth0", "sandbox": "POD"}], "ips": []}}
                    """.replace("POD", pod.toString())
                    .replace("LOG", folder.resolve("veth.log").toString());
            return new SentCall(node.net().path(node.name()), pod, "ADD", stdin).receivedBy(listener, client);
        }

        @Override
        public void close() throws IOException {
            home.close();
            thread.close();
            listener.close();
        }
    }
}
