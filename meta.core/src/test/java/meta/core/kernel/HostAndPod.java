package meta.core.kernel;

import java.io.IOException;
import java.util.Optional;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.ScratchNamespaces;

/**
 * A node and a pod, each a namespace of its own, as a main plugin would leave them: the pod's {@code eth0} is a macvlan of the node's.
 *
 * <p>Nothing in them changes by itself: duplicate address detection is off, and no daemon is there.
 */
public final class HostAndPod implements AutoCloseable {
    private final ScratchNamespaces net;
    private final String host;
    private final String pod;
    private final CallKernel kernel;

    private HostAndPod(ScratchNamespaces net, String host, String pod, CallKernel kernel) {
        this.net = net;
        this.host = host;
        this.pod = pod;
        this.kernel = kernel;
    }

    public static HostAndPod in(ScratchNamespaces net) throws IOException {
        String host = quiet(net, "host");
        String pod = quiet(net, "pod");
        NetworkNamespace hostNamespace = NetworkNamespace.open(net.path(host));
        Optional<NetworkNamespace> podNamespace = Optional.of(NetworkNamespace.open(net.path(pod)));
        HostAndPod made = new HostAndPod(net, host, pod, CallKernel.onDedicatedThreads(hostNamespace, podNamespace));
        made.host("link add eth0 type veth peer name lan0"); // the wire to the rest of the LAN
        made.host("link set lan0 up");
        made.host("link set eth0 address 0a:00:00:00:00:aa up");
        made.host("address add 172.18.0.2/16 dev eth0");
        made.host("address add fd00:18::2/64 dev eth0");
        made.host("link add link eth0 name macvlan0 type macvlan mode bridge");
        made.host("link set macvlan0 netns " + pod + " name eth0");
        made.pod("link set eth0 address 0a:00:00:00:00:bb up");
        made.pod("address add 172.18.24.120/16 dev eth0");
        made.pod("address add fd00:18::120/64 dev eth0");
        made.pod("route add default via 172.18.0.1");
        made.pod("-6 route add default via fd00:18::1");
        return made;
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

    public KernelPort kernel() {
        return kernel;
    }

    /** {@return what {@code ip netns} calls the host's namespace} */
    public String hostName() {
        return host;
    }

    /** {@return what {@code ip netns} calls the pod's namespace} */
    public String podName() {
        return pod;
    }

    /** Runs {@code ip} on the host. */
    public String host(String line) {
        return net.ipLine("-n " + host + " " + line);
    }

    /** Runs {@code ip} in the pod. */
    public String pod(String line) {
        return net.ipLine("-n " + pod + " " + line);
    }

    /** Runs a program on the host. */
    public String onHost(String... command) {
        return net.exec(host, command);
    }

    /** Runs a program in the pod. */
    public String inPod(String... command) {
        return net.exec(pod, command);
    }

    /** {@return all that {@code ip} and {@code sysctl} tell of both namespaces, as text to compare} */
    public String state() {
        StringBuilder state = new StringBuilder();
        for (String namespace : new String[] {host, pod}) {
            for (String what : new String[] {
                "-d link",
                "address",
                "-4 route show table all",
                "-6 route show table all",
                "-4 rule",
                "-6 rule",
                "neigh"
            }) {
                state.append(what)
                        .append('\n')
                        .append(net.ipLine("-n " + namespace + " " + what))
                        .append('\n');
            }
            state.append(net.exec(namespace, "sysctl", "net.ipv4.conf", "net.ipv6.conf"));
        }
        return state.toString();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
