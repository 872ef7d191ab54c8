package meta.router;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import meta.spi.PlanningException;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The type {@code router} refuses pods and NICs for which it cannot work. */
class RefusedPodTest {
    @Test
    void anOverlayNicThatDoesNotLeadToTheNodeIsRefused() {
        Given pod = Pods.ipv4().and("pod link mv0 kind macvlan").option(OverlayNic.INTERFACE, "mv0");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.plan(pod))
                .withMessage(
                        "the overlay NIC mv0 (of kind macvlan) is not a veth or netkit device whose peer is on this"
                                + " node; if pod and node reach each other through the new NIC, set \"sriov\": true");
    }

    @Test
    void aPodWithoutTheOverlayNicIsRefused() {
        Given pod = Pods.ipv4().option(OverlayNic.INTERFACE, "eth7");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.plan(pod))
                .withMessage("the pod has no overlay NIC eth7; is \"overlay_interface\" right?");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPodOfThePluginVethIsRefused(boolean sriov) {
        Given pod = Pods.ipv4().and("""
                        host link veth0123456789a peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=net1'
                        pod  link veth0
                        """).option(OverlayNic.SRIOV, sriov);
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.plan(pod))
                .withMessage(
                        "the pod has a veth0 that the plugin veth has created; a pod can use veth or router, not both");
    }

    /** The Go plugin sets no alias on the host end of its pair. The pair is recognized by the names of its two ends. */
    @Test
    void aPodOfTheGoPluginVethIsRefused() {
        Given pod = Pods.ipv4().attachment("lan", "0123456789abcdef", "net1").and("""
                        host link veth0123456789a peer veth0 netns pod
                        pod  link veth0
                        """);
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.plan(pod))
                .withMessage(
                        "the pod has a veth0 that the plugin veth has created; a pod can use veth or router, not both");
    }

    @Test
    void aVeth0WhoseHostEndHasAnotherNameIsAccepted() {
        Given pod = Pods.ipv4().attachment("lan", "0123456789abcdef", "net1").and("""
                        host link foo0 peer veth0 netns pod
                        pod  link veth0
                        """);
        assertThatCode(() -> Pods.plan(pod)).doesNotThrowAnyException();
    }

    @Test
    void theOverlayNicItselfIsRefused() {
        Given pod = Pods.ipv4().attachment("lan", "0123456789abcdef", "eth0");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> pod.plan(new SetupNeighborhood()))
                .withMessage("eth0 is the overlay NIC itself; router is for the other NICs");
    }
}
