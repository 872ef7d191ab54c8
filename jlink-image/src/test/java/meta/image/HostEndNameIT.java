package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/**
 * The name of the host end consists of {@code veth} and the first 11 characters of the container id. If another device of the node has this
 * name, the beginning of a checksum of the id replaces the beginning of the id.
 */
@OnRealKernel
class HostEndNameIT {
    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    @Test
    void anIdOf64CharactersGivesItsFirst11Characters() {
        Attachment eth0 = add("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
        assertThat(HostEnd.of(eth0)).isEqualTo("veth0123456789a");
        isConnectedUntilDel(eth0);
    }

    @Test
    void anIdOf11CharactersIsUsedCompletely() {
        Attachment eth0 = add("elevenchars");
        assertThat(HostEnd.of(eth0)).isEqualTo("vethelevenchars");
        isConnectedUntilDel(eth0);
    }

    @Test
    void anIdOfOneCharacterIsUsedCompletely() {
        Attachment eth0 = add("z");
        assertThat(HostEnd.of(eth0)).isEqualTo("vethz");
        isConnectedUntilDel(eth0);
    }

    @Test
    void theHostEndMayHaveTheNameOfThePodEnd() {
        Attachment eth0 = add("0");
        assertThat(HostEnd.of(eth0)).isEqualTo("veth0"); // no other device of the node has this name
        isConnectedUntilDel(eth0);
    }

    @Test
    void anIdThatBeginsLikeAnotherGives11DigitsOfItsChecksum() {
        Attachment first = add("cnitool-9f86d081884c7d65");
        Attachment second = add("cnitool-9f8ffffffffffff");
        assertThat(HostEnd.of(first)).isEqualTo("vethcnitool-9f8");
        assertThat(HostEnd.of(second)).isEqualTo("veth7cef68f9111"); // printf %s cnitool-9f8ffffffffffff | sha256sum
        first.checkLast();
        second.checkLast();
        first.del();
        isConnectedUntilDel(second);
    }

    private static Attachment add(String containerId) {
        return cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(topology.pod(containerId), "eth0");
    }

    private static void isConnectedUntilDel(Attachment eth0) {
        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        eth0.check();
        eth0.del();
        assertThat(cluster.node().netns().ip("link show")).doesNotContain(HostEnd.of(eth0) + "@");
    }
}
