package meta.core.kernel;

import java.io.IOException;
import java.util.Optional;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.ScratchNamespaces;

/**
 * Two scratch namespaces, one in the role of the node and one in the role of a pod, in the state after a main plugin has connected the pod: the pod's
 * {@code eth0} is a macvlan device on the node's {@code eth0}.
 *
 * <p>The node has the addresses 172.18.0.2 and fd00:18::2, the pod has 172.18.24.120 and fd00:18::120. Duplicate address detection is disabled.
 */
public final class ScratchHostAndPod implements AutoCloseable {
    private final ScratchNamespaces net;
    private final String host;
    private final String pod;
    private final CallKernel kernel;

    private ScratchHostAndPod(ScratchNamespaces net, String host, String pod, CallKernel kernel) {
        this.net = net;
        this.host = host;
        this.pod = pod;
        this.kernel = kernel;
    }

    /** {@return a new node and pod, which the caller closes} {@code net} deletes the two namespaces after the test. */
    public static ScratchHostAndPod in(ScratchNamespaces net) throws IOException {
        String host = quiet(net, "host");
        String pod = quiet(net, "pod");
        NetworkNamespace hostNamespace = NetworkNamespace.open(net.path(host));
        Optional<NetworkNamespace> podNamespace = Optional.of(NetworkNamespace.open(net.path(pod)));
        ScratchHostAndPod created =
                new ScratchHostAndPod(net, host, pod, CallKernel.onDedicatedThreads(hostNamespace, podNamespace));
        created.host("link add eth0 type veth peer name lan0"); // lan0 stands for the LAN
        created.host("link set lan0 up");
        created.host("link set eth0 address 0a:00:00:00:00:aa up");
        created.host("address add 172.18.0.2/16 dev eth0");
        created.host("address add fd00:18::2/64 dev eth0");
        created.host("link add link eth0 name macvlan0 type macvlan mode bridge");
        created.host("link set macvlan0 netns " + pod + " name eth0");
        created.pod("link set eth0 address 0a:00:00:00:00:bb up");
        created.pod("address add 172.18.24.120/16 dev eth0");
        created.pod("address add fd00:18::120/64 dev eth0");
        created.pod("route add default via 172.18.0.1");
        created.pod("-6 route add default via fd00:18::1");
        return created;
    }

    private static String quiet(ScratchNamespaces net, String word) {
        String name = net.make(word);
        net.exec(
                name,
                "sysctl",
                "-qw",
                "net.ipv6.conf.all.accept_dad=0",
                "net.ipv6.conf.default.accept_dad=0",
                "net.ipv6.conf.all.router_solicitations=0",
                "net.ipv6.conf.default.router_solicitations=0");
        return name;
    }

    /** {@return the access to both namespaces, which {@link #close} closes} */
    public KernelPort kernel() {
        return kernel;
    }

    /** {@return the name of the node's namespace, for {@code ip -n}} */
    public String hostName() {
        return host;
    }

    /** {@return the name of the pod's namespace, for {@code ip -n}} */
    public String podName() {
        return pod;
    }

    /** Creates a veth pair: {@code vethabc} on the node, {@code veth0} in the pod. Both ends are up. */
    public void joinByVeth() {
        host("link add vethabc type veth peer name tmp0");
        host("link set tmp0 netns " + pod + " name veth0");
        host("link set vethabc up");
        pod("link set veth0 up");
    }

    /** {@return the output of {@code ip} with these arguments on the node} */
    public String host(String line) {
        return net.ipLine("-n " + host + " " + line);
    }

    /** {@return the output of {@code ip} with these arguments in the pod} */
    public String pod(String line) {
        return net.ipLine("-n " + pod + " " + line);
    }

    /** {@return the output of a command that runs on the node} */
    public String onHost(String... command) {
        return net.exec(host, command);
    }

    /** {@return the output of a command that runs in the pod} */
    public String inPod(String... command) {
        return net.exec(pod, command);
    }

    /** {@return the state of both namespaces as {@code ip} and {@code sysctl} print it} Two equal states have equal texts. */
    public String state() {
        StringBuilder state = new StringBuilder();
        for (String namespace : new String[] {host, pod}) {
            for (String object : new String[] {
                "-d link",
                "address",
                "-4 route show table all",
                "-6 route show table all",
                "-4 rule",
                "-6 rule",
                "neigh"
            }) {
                state.append(object)
                        .append('\n')
                        .append(net.ipLine("-n " + namespace + " " + object))
                        .append('\n');
            }
            state.append(net.exec(namespace, "sysctl", "net.ipv4.conf", "net.ipv6.conf"));
        }
        // ip prints this error if another test is deleting its namespaces
        return state.toString().replace("Error: Peer netns reference is invalid.\n", "");
    }

    @Override
    public void close() {
        kernel.close();
    }
}
