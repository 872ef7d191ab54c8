package meta.launcher.rollback;

import java.util.List;
import java.util.stream.Stream;
import meta.core.kernel.CallKernel;
import meta.core.kernel.NamespaceSource;
import meta.netlink.testbed.ScratchNamespaces;

/** A node, and a pod whose NIC {@code eth0} is a macvlan device on the node's {@code eth0}. Both have IPv4 and IPv6 addresses. */
record NodeAndPod(ScratchNamespaces namespaces, String node, String pod) {

    /** Creates node and pod in the state after the main plugin. */
    static NodeAndPod in(ScratchNamespaces namespaces) {
        NodeAndPod made = new NodeAndPod(namespaces, namespaces.make("node"), namespaces.make("pod"));
        made.build();
        return made;
    }

    private void build() {
        for (String each : List.of(node, pod)) { // so that no address is tentative at first
            namespaces.exec(
                    each, "sysctl", "-qw", "net.ipv6.conf.all.accept_dad=0", "net.ipv6.conf.default.accept_dad=0");
        }
        Stream.of(
                        "-n NODE link add eth0 type veth peer name cable",
                        "-n NODE link set eth0 up",
                        "-n NODE link set cable up",
                        "-n NODE addr add 172.18.0.2/16 dev eth0",
                        "-n NODE addr add fd00:18::2/64 dev eth0",
                        "-n NODE route add default via 172.18.0.1",
                        "-n NODE -6 route add default via fd00:18::1",
                        "-n NODE link add pod-nic link eth0 type macvlan mode bridge",
                        "-n NODE link set pod-nic netns POD name eth0",
                        "-n POD link set eth0 up",
                        "-n POD addr add 172.18.24.120/16 dev eth0",
                        "-n POD addr add fd00:18::78/64 dev eth0",
                        "-n POD route add default via 172.18.0.1",
                        "-n POD -6 route add default via fd00:18::1",
                        "-n NODE neigh replace 172.18.24.120 dev eth0 lladdr 0a:00:00:00:00:0f nud stale")
                .map(line -> line.replace("NODE", node).replace("POD", pod))
                .forEach(namespaces::ipLine);
    }

    /** Adds an overlay NIC {@code over0}. Its IPv6 default route precedes that of {@code eth0}, its IPv4 default route does not. */
    NodeAndPod withOverlay() {
        Stream.of(
                        "-n NODE link add cali0 type veth peer name over0 netns POD",
                        "-n NODE link set cali0 up",
                        "-n POD link set over0 up",
                        "-n POD addr add 10.244.0.5/32 dev over0",
                        "-n POD addr add fd00:10::5/128 dev over0",
                        "-n NODE route add 10.244.0.5 dev cali0",
                        "-n NODE -6 route add fd00:10::5 dev cali0",
                        "-n POD route add 169.254.1.1 dev over0 scope link",
                        "-n POD route add default via 169.254.1.1 dev over0 metric 5",
                        "-n POD -6 route add default via fe80::1 dev over0 metric 5")
                .map(line -> line.replace("NODE", node).replace("POD", pod))
                .forEach(namespaces::ipLine);
        return this;
    }

    /** Adds an overlay NIC whose default routes precede those of {@code eth0} in both families. */
    NodeAndPod withOverlayFirst() {
        NodeAndPod made = withOverlay();
        namespaces.ipLine("-n " + pod + " route del default via 172.18.0.1 dev eth0");
        namespaces.ipLine("-n " + pod + " route add default via 172.18.0.1 dev eth0 metric 10");
        return made;
    }

    /** {@return the state that a call can change, as iproute2 and sysctl print it} */
    String state() {
        StringBuilder state = new StringBuilder();
        for (String each : List.of(node, pod)) {
            for (String object : List.of("-o -d link", "-o addr", "rule", "-6 rule", "neigh")) {
                state.append(namespaces.ipLine("-n " + each + " " + object + " show"));
            }
            state.append(namespaces.ipLine("-n " + each + " route show table all"));
            state.append(namespaces.ipLine("-n " + each + " -6 route show table all"));
            state.append(namespaces.exec(each, "sysctl", "-ar", "rp_filter|accept_ra$|disable_ipv6"));
        }
        // ip reports errors for namespaces that other tests are deleting
        return state.toString()
                .replaceAll("expires \\S+|numtxqueues.*|Error: Peer netns reference is invalid\\.\n", "");
    }

    /** {@return the kernel of node and pod, which the caller closes; the calling thread must be in the node's namespace} */
    CallKernel open() {
        return CallKernel.openPod(namespaces.path(pod).toString(), NamespaceSource.byPath());
    }
}
