package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Cluster;
import meta.image.cluster.MainPlugin;
import meta.image.cni.Attachment;
import meta.image.topology.Stack;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/** The name of the host end contains the first 11 characters of the container id, unless another pod has that name. */
@OnRealKernel
class ContainerIdIT {
    @Injected
    private static Topology topology;

    @Injected
    private static Cluster cluster;

    @Test
    void ofSixtyFourCharactersGivesItsFirstEleven() {
        Attachment eth0 = add("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
        assertThat(HostEnd.of(eth0)).isEqualTo("veth0123456789a");
        livesAndDies(eth0);
    }

    @Test
    void ofElevenCharactersIsTakenWhole() {
        Attachment eth0 = add("elevenchars");
        assertThat(HostEnd.of(eth0)).isEqualTo("vethelevenchars");
        livesAndDies(eth0);
    }

    @Test
    void ofOneCharacterIsTakenWhole() {
        Attachment eth0 = add("z");
        assertThat(HostEnd.of(eth0)).isEqualTo("vethz");
        livesAndDies(eth0);
    }

    @Test
    void ofOneCharacterThatIsTheNameOfThePodsEndIsNoTrouble() {
        Attachment eth0 = add("0");
        assertThat(HostEnd.of(eth0)).isEqualTo("veth0"); // in the node's namespace, where no other device has this name
        livesAndDies(eth0);
    }

    @Test
    void thatBeginsLikeAnotherGivesElevenDigitsOfItsChecksum() {
        Attachment first = add("cnitool-9f86d081884c7d65");
        Attachment second = add("cnitool-9f8ffffffffffff");
        assertThat(HostEnd.of(first)).isEqualTo("vethcnitool-9f8");
        assertThat(HostEnd.of(second)).isEqualTo("veth7cef68f9111"); // printf %s cnitool-9f8ffffffffffff | sha256sum
        first.checkLast();
        second.checkLast();
        first.del();
        livesAndDies(second);
    }

    private static Attachment add(String containerId) {
        return cluster.network(MainPlugin.MACVLAN, Stack.DUAL).add(topology.pod(containerId), "eth0");
    }

    private static void livesAndDies(Attachment eth0) {
        new Reachability(cluster, eth0, Stack.DUAL).isComplete();
        eth0.check();
        eth0.del();
        assertThat(cluster.node().netns().ip("link show")).doesNotContain(HostEnd.of(eth0) + "@");
    }
}
