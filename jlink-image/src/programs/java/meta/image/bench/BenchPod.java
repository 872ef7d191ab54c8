package meta.image.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.topology.Batch;
import meta.image.topology.Pod;
import meta.image.topology.ProcessTimer;
import meta.image.topology.Topology;

/**
 * A pod with a macvlan NIC on the node's {@code eth0}, which has an IPv4 and an IPv6 address.
 *
 * @param config the file with the network configuration with which {@code veth} is called for the pod
 */
record BenchPod(Pod pod, Path config) {
    ProcessTimer.Call call() {
        return new ProcessTimer.Call(pod.netns().path(), pod.containerId(), config);
    }

    /**
     * {@return this number of new pods, for which {@code veth} was not called yet} May be called only once for a topology, because it
     * assigns the same addresses each time.
     */
    static List<BenchPod> on(Cluster cluster, Topology topology, int count) {
        List<BenchPod> pods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pods.add(make(cluster, topology, i));
        }
        return pods;
    }

    private static BenchPod make(Cluster cluster, Topology topology, int number) {
        Pod pod = topology.pod();
        String ipv4 = "172.18." + (30 + number / 250) + "." + number % 250 + "/16";
        String ipv6 = "fd00:18::30:" + number + "/64";
        Batch.ip(cluster.node().netns(), """
                link add link eth0 name mv%s type macvlan mode bridge
                link set mv%s netns %s name eth0
                """.formatted(
                        number, number, pod.netns().name()));
        Batch.ip(pod.netns(), """
                addr add %s dev eth0
                addr add %s dev eth0 nodad
                link set eth0 up
                route add default via 172.18.0.1
                route add default via fd00:18::1
                """.formatted(ipv4, ipv6));
        String config = """
            {"cniVersion": "1.0.0", "name": "bench", "type": "veth",
             "overlay_hijack_subnet": ["10.244.0.0/16", "fd00:244::/64"],
             "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/108"],
             "log_options": {"log_file": "%s/bench.log"},
             "prevResult": {"cniVersion": "1.0.0",
              "interfaces": [{"name": "eth0", "sandbox": "%s"}],
              "ips": [{"interface": 0, "address": "%s", "gateway": "172.18.0.1"},
                      {"interface": 0, "address": "%s", "gateway": "fd00:18::1"}],
              "routes": [{"dst": "0.0.0.0/0", "gw": "172.18.0.1"}, {"dst": "::/0", "gw": "fd00:18::1"}]}}
            """.formatted(topology.folder(), pod.netns().path(), ipv4, ipv6);
        try {
            return new BenchPod(pod, Files.writeString(topology.folder().resolve("pod" + number + ".json"), config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
