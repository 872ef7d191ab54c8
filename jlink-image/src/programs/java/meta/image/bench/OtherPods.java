package meta.image.bench;

import meta.image.cluster.Cluster;
import meta.image.topology.Batch;
import meta.image.topology.Namespace;
import meta.image.topology.Topology;

/**
 * The other pods of a node, imitated by veth pairs with an address, routes and neighbours on the node. The pod ends are in one common
 * namespace.
 */
final class OtherPods {
    private final Namespace node;
    private final Namespace insides;
    private int count;

    private OtherPods(Namespace node, Namespace insides) {
        this.node = node;
        this.insides = insides;
    }

    static OtherPods on(Cluster cluster, Topology topology) {
        return new OtherPods(cluster.node().netns(), topology.host("others").netns());
    }

    /** Adds pods until the node has {@code wanted} other pods. Does nothing if it has as many or more. */
    void upTo(int wanted) {
        StringBuilder batch = new StringBuilder();
        for (; count < wanted; count++) {
            String device = "cali" + count;
            String mac = "0a:00:00:00:%02x:%02x".formatted(count >> 8, count & 255);
            String ipv4 = "10.9." + (count >> 8) + "." + (count & 255);
            String ipv6 = "fd00:9::" + Integer.toHexString(count + 1);
            batch.append("link add " + device + " type veth peer name p" + count + " netns " + insides.name() + "\n");
            batch.append("link set " + device + " up\n");
            batch.append("addr add 169.254." + (count >> 8) + "." + (count & 255) + "/32 dev " + device + "\n");
            batch.append("route add " + ipv4 + " dev " + device + "\n");
            batch.append("neigh add " + ipv4 + " dev " + device + " lladdr " + mac + "\n");
            batch.append("route add " + ipv6 + " dev " + device + "\n");
            batch.append("neigh add " + ipv6 + " dev " + device + " lladdr " + mac + "\n");
        }
        if (!batch.isEmpty()) {
            Batch.ip(node, batch.toString());
        }
    }
}
