package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cni.Attachment;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;

/**
 * Asserts that pings between a pod of {@code veth} and the hosts of a {@link Cluster} are answered.
 *
 * @param stack the IP families of the pings from the pod; pings to the pod have the families of its addresses
 */
record Reachability(Cluster cluster, Attachment eth0, IpFamilies stack) {
    /** Asserts that the pod reaches the node, a Service and a host on the LAN, and that the node and that host reach the pod. */
    void isComplete() {
        Namespace pod = eth0.pod().netns();
        answers("pod -> node", pod, stack.of("172.18.0.2", "fd00:18::2"));
        answers("pod -> node's second LAN", pod, stack.of("192.168.7.2", "fd00:7::2"));
        answers("pod -> Service", pod, stack.of("10.96.0.1", "fd00:96::1"));
        answers("pod -> LAN", pod, stack.of("172.18.0.1", "fd00:18::1"));
        answers("node -> pod", cluster.node().netns(), eth0.addresses());
        answers("LAN -> pod", cluster.router().netns(), eth0.addresses());
    }

    private static void answers(String direction, Namespace from, List<String> addresses) {
        for (String address : addresses) {
            assertThat(Ping.of(from, address).answers())
                    .as("%s: %s answers", direction, address)
                    .isTrue();
        }
    }
}
