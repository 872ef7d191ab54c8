package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.Json;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;
import meta.image.topology.Ping;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the result of ADD in each CNI version. */
@OnRealKernel
class ResultIT {
    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    @ParameterizedTest
    @ValueSource(strings = {"0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.1.0"})
    void theResultHasBothEndsOfThePairAfterTheInterfacesOfTheMainPlugin(String version) {
        Attachment eth0 = network(version).add(topology.pod(), "eth0");

        Json result = eth0.result();
        assertThat(result.get("cniVersion").text()).isEqualTo(version);
        assertThat(result.get("ips")).isEqualTo(eth0.mainResult().get("ips"));
        assertThat(result.get("routes")).isEqualTo(eth0.mainResult().get("routes"));
        List<Json> before = eth0.mainResult().get("interfaces").items();
        List<Json> interfaces = result.get("interfaces").items();
        assertThat(interfaces).hasSize(before.size() + 2);
        assertThat(interfaces.subList(0, before.size())).isEqualTo(before);
        Json host = interfaces.get(before.size());
        Json pod = interfaces.getLast();
        assertThat(host.get("name").text())
                .isEqualTo("veth" + eth0.pod().containerId().substring(0, 11));
        assertThat(host.get("sandbox", "")).isEmpty();
        assertThat(pod.get("name").text()).isEqualTo("veth0");
        assertThat(pod.get("sandbox").text())
                .isEqualTo(eth0.pod().netns().path().toString());
        assertThat(cluster.node().netns().ip("link show " + host.get("name").text()))
                .contains(host.get("mac").text());
        assertThat(eth0.pod().netns().ip("link show veth0"))
                .contains(pod.get("mac").text());
        isConnectedUntilDel(eth0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0", "0.2.0"})
    void inVersionsWithoutInterfacesTheResultIsThatOfTheMainPlugin(String version) {
        Attachment eth0 = network(version).add(topology.pod(), "eth0");

        assertThat(eth0.result()).isEqualTo(eth0.mainResult());
        assertThat(eth0.result().get("cniVersion").text()).isEqualTo(version);
        isConnectedUntilDel(eth0);
    }

    @Test
    void theResultKeepsUnknownKeys() {
        Attachment eth0 = network("1.0.0").attachment(topology.pod(), "eth0");
        eth0.addMain();
        Json previous = eth0.mainResult()
                .with("com.example", Json.parse("{\"a\": [1, 2.50, null, \"\\u00e4\"]}"))
                .with("dns", Json.parse("{\"nameservers\": [\"10.96.0.10\"], \"x\": true}"));

        Json result = eth0.last(Verb.ADD)
                .configured("prevResult", previous.toString())
                .run()
                .result();

        assertThat(result.get("com.example")).isEqualTo(previous.get("com.example"));
        assertThat(result.get("dns")).isEqualTo(previous.get("dns"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3.0", "0.3.1"})
    void checkIsRejectedBeforeVersion040(String version) {
        Attachment eth0 = network(version).add(topology.pod(), "eth0");
        assertThat(eth0.last(Verb.CHECK).run().error(1).cniVersion()).isEqualTo(version);
    }

    private static CniRuntime network(String version) {
        return cluster.network(
                cluster.conflist(MainPluginConfig.MACVLAN, IpFamilies.DUAL).at(version));
    }

    private static void isConnectedUntilDel(Attachment eth0) {
        for (String node : IpFamilies.DUAL.of("172.18.0.2", "fd00:18::2")) {
            assertThat(Ping.of(eth0.pod().netns(), node).answers()).isTrue();
        }
        eth0.del();
        assertThat(cluster.node().netns().ip("link show"))
                .doesNotContain("veth" + eth0.pod().containerId().substring(0, 11));
    }
}
