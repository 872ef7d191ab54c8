package meta.core.call;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import meta.core.reconcile.ChangeCommands;
import meta.spi.Attachment;
import meta.spi.routing.MainNic;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/** If the NIC in the mark of a shared veth pair is deleted, the pair gets the mark and the MTU of another NIC of the pod that uses it. */
class LinkHandOverTest {
    private static final Given POD = given("""
            host link veth0123456789a mtu 9000 peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'
            pod link veth0 mtu 9000 alias 'meta-plugins also net1=lan2 net2=lan3'
            pod link eth0 mtu 9000
            pod link net1
            pod link net2
            """);

    private static String lines(Given pod, String nic) {
        Attachment attachment = Attachment.of("lan", "0123456789abcdef", nic, "/run/netns/pod");
        StringBuilder lines = new StringBuilder();
        new LinkHandOver(attachment, MainNic.FIRST, pod.snapshot())
                .changes()
                .list()
                .forEach(change -> lines.append(new ChangeCommands(change)).append('\n'));
        return lines.toString();
    }

    @Test
    void thePairGetsTheMarkAndTheMtuOfTheNextNic() {
        assertThat(lines(POD, "eth0"))
                .contains("meta-plugins network=lan2 container=0123456789abcdef ifname=net1")
                .contains("'meta-plugins also net2=lan3'")
                .contains("mtu 1500");
    }

    @Test
    void anMtuThatIsInvalidForAVethIsNotSet() {
        Given pod = given("""
                host link veth0123456789a mtu 9000 peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'
                pod link veth0 mtu 9000 alias 'meta-plugins also net1=lan2'
                pod link eth0 mtu 9000
                pod link net1 mtu 20
                """);
        assertThat(lines(pod, "eth0")).contains("network=lan2").doesNotContain("mtu 20");
    }

    @Test
    void aNicThatNoLongerExistsDoesNotGetThePair() {
        Given left = given("""
                host link veth0123456789a peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'
                pod link veth0 alias 'meta-plugins also net1=lan2'
                pod link eth0
                """);
        assertThat(lines(left, "eth0")).isEmpty();
    }

    @Test
    void aLaterNicThatIsDeletedIsRemovedFromTheAliasOfThePodEnd() {
        assertThat(lines(POD, "net1")).contains("'meta-plugins also net2=lan3'").doesNotContain("network=");
        assertThat(lines(POD, "net3")).isEmpty();
    }

    @Test
    void aLateDelDoesNotChangeTheLinksOfAnotherContainersPod() {
        Given another = given("""
                host link veth0123456789a peer veth0 netns pod alias 'meta-plugins network=lan container=fedcba9876543210 ifname=eth0'
                pod link veth0 alias 'meta-plugins also net1=lan2'
                pod link eth0
                pod link net1
                """);
        assertThat(lines(another, "net1")).isEmpty();
        assertThat(lines(another, "eth0")).isEmpty();
    }
}
