package meta.image.multus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.Conflist;
import meta.image.cni.Json;
import meta.image.multus.Definition.Example;
import meta.image.topology.IpFamilies;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls the plugins of each example's networks. The plugin {@code host-local} replaces IPAM plugins that need a cluster, and {@code
 * macvlan} replaces {@code sriov}.
 */
@Tag("kernel")
class ExampleNetworksIT {
    static List<Example> examples() throws IOException {
        return Definition.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void thePodReachesNodeAndServiceThroughOurDeviceAndNothingIsLeftAfterDel(Example example) {
        try (Topology net = new Topology()) {
            Cluster cluster = Cluster.in(net);
            Pod pod = net.pod();
            List<Attachment> nics = new ArrayList<>();
            String defaultNetwork =
                    example.pod().getMetadata().getAnnotations().get("v1.multus-cni.io/default-network");
            if (defaultNetwork == null) {
                nics.add(cluster.overlay(MainPluginConfig.PTP, IpFamilies.IPV4).add(pod, "eth0"));
            }
            List<Attachment> ours = new ArrayList<>();
            for (Definition network : example.networks()) {
                String ifname = nics.isEmpty() ? "eth0" : "net" + nics.size();
                Attachment nic =
                        cluster.network(runnable(network.conflist(), net)).add(pod, ifname);
                nics.add(nic);
                ours.add(nic);
            }

            ours.forEach(Attachment::checkLast);
            String through = defaultNetwork == null ? "dev eth0 " : "dev veth0 ";
            assertThat(pod.netns().ip("route get 172.18.0.2")).contains(through);
            assertThat(pod.netns().ip("route get 10.96.0.1")).contains(through);

            nics.reversed().forEach(Attachment::del);
            assertThat(cluster.node().netns().ip("route show table all proto 109"))
                    .isEmpty();
            assertThat(cluster.node().netns().ip("-6 route show table all proto 109"))
                    .isEmpty();
            assertThat(cluster.node().netns().ip("neigh show proto 109")).isEmpty();
            assertThat(cluster.node().netns().ip("-d link show type veth")).doesNotContain("meta-plugins");
        }
    }

    /** {@return a copy of the list that this machine can run: with {@code macvlan}, and with {@code host-local} for the same ranges and routes} */
    private static Conflist runnable(Conflist list, Topology net) {
        List<Object> plugins = new ArrayList<>();
        for (Json plugin : list.plugins()) {
            Json changed = plugin;
            if (plugin.has("ipam") && plugin.get("ipam").get("type").text().equals("whereabouts")) {
                changed = changed.with("ipam", hostLocal(plugin.get("ipam"), net));
            }
            if (plugin.get("type").text().equals("sriov")) {
                changed = changed.with("type", new Json("macvlan")).with("master", new Json("eth0"));
            }
            plugins.add(changed.value());
        }
        return new Conflist(list.json().with("plugins", new Json(plugins)));
    }

    private static Json hostLocal(Json ipam, Topology net) {
        List<Json> ranges = ipam.has("ipRanges") ? ipam.get("ipRanges").items() : List.of(ipam);
        String sets = ranges.stream()
                .map(range -> "[{\"subnet\": %s, \"rangeStart\": %s, \"rangeEnd\": %s}]"
                        .formatted(quoted(range, "range"), quoted(range, "range_start"), quoted(range, "range_end")))
                .collect(Collectors.joining(", "));
        return Json.parse("""
                {"type": "host-local", "dataDir": "%s", "ranges": [%s], "routes": %s}
                """.formatted(net.folder(), sets, ipam.get("routes")));
    }

    private static String quoted(Json range, String key) {
        return "\"" + range.get(key).text() + "\"";
    }
}
