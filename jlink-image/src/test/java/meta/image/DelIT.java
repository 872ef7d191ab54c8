package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.CniRuntime;
import meta.image.cni.Verb;
import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DEL removes all objects of the pod and succeeds, even if the namespace, the configuration or {@code prevResult} is missing or invalid. */
@OnRealKernel
class DelIT {
    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    private State nodeBefore;
    private Attachment eth0;

    @BeforeAll
    static void aSettingOfTheNode() {
        cluster.node().netns().set("net/ipv4/conf/all/rp_filter", 2); // ADD does not change the value 2
    }

    @BeforeEach
    void aPod() {
        nodeBefore = State.of(cluster.node().netns());
        eth0 = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(topology.pod(), "eth0");
        assertThat(changeOfNode().lines()).as("what DEL has to do").isNotEmpty();
    }

    @Test
    void aSecondDelSucceeds() {
        eth0.del();
        theNodeIsAsBefore();
        eth0.del();
        theNodeIsAsBefore();
    }

    @Test
    void delAfterThePodsNamespaceWasDeletedSucceeds() {
        eth0.pod().netns().remove();
        eth0.del();
        theNodeIsAsBefore();
    }

    @Test
    void delWithoutNetnsSucceeds() {
        succeeds(eth0.last(Verb.DEL).without("CNI_NETNS"));
        theNodeIsAsBefore();
    }

    @Test
    void delWithAnEmptyNetnsSucceeds() {
        succeeds(eth0.last(Verb.DEL).with("CNI_NETNS", ""));
        theNodeIsAsBefore();
    }

    @Test
    void aBrokenConfigurationDoesNotBlockDel() {
        succeeds(eth0.last(Verb.DEL)
                .configured("overlay_hijack_subnet", "\"10.244.128.0/64\"")
                .unconfigured("service_hijack_subnet")
                .configured("migrate_route", "\"maybe\"")
                .configured("rp_filter", "[true]")
                .configured("steps", "{\"setupRoute\": {\"enabled\": 1}}"));
        theNodeIsAsBefore();
    }

    @Test
    void aConfigurationThatIsNoJsonDoesNotBlockDel() {
        String config = eth0.last(Verb.DEL).stdin();
        succeeds(eth0.last(Verb.DEL).reading(config.substring(0, config.length() / 2)));
        theNodeIsAsBefore();
    }

    @Test
    void delWithoutPreviousResultSucceeds() {
        succeeds(eth0.last(Verb.DEL).unconfigured("prevResult"));
        theNodeIsAsBefore();
    }

    @Test
    void delWithoutPreviousResultAndNamespaceSucceeds() {
        eth0.pod().netns().remove();
        succeeds(eth0.last(Verb.DEL).unconfigured("prevResult"));
        theNodeIsAsBefore();
    }

    @Test
    void skipCallDoesNotPreventDelFromCleaningUp() {
        succeeds(eth0.last(Verb.DEL).configured("skip_call", "true"));
        theNodeIsAsBefore();
    }

    @Test
    void delWithoutAVethPairSucceeds() {
        eth0.pod().netns().ip("link del veth0");
        eth0.delLast();
        theNodeIsAsBefore();
    }

    @Test
    void delWithoutAnAddChangesNothing() {
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL)
                .attachment(topology.pod(), "eth0")
                .delLast();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    @Test
    void delDoesNotChangeOtherPods() {
        CniRuntime network = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL);
        State before = State.of(cluster.node().netns());
        Attachment other = network.add(topology.pod(), "eth0");
        other.del();
        assertThat(Delta.between(before, State.of(cluster.node().netns())).lines())
                .isEmpty();
        eth0.check();
    }

    private static void succeeds(CniCall del) {
        del.run().isQuietSuccess();
    }

    private void theNodeIsAsBefore() {
        assertThat(changeOfNode().lines()).isEmpty();
    }

    private Delta changeOfNode() {
        return Delta.between(nodeBefore, State.of(cluster.node().netns()));
    }
}
