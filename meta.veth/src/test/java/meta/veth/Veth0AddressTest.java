package meta.veth;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import meta.netlink.IpAddress;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Veth0AddressTest {
    private static final IpAddress OTHER = IpAddress.parse("169.254.7.7");

    @Test
    void aNewAddressIsAddedBeforeTheFormerOneIsRemoved() {
        Given pod = Pods.withVeth(Pods.ipv4()).and("pod addr 169.254.100.1/32 dev veth0 scope host");
        assertThat(Veth0Address.plan(OTHER, pod.snapshot().pod())).isPlan("""
                pod  ip addr replace 169.254.7.7/32 dev veth0 scope host
                pod  ip addr del 169.254.100.1/32 dev veth0
                """);
    }

    @Test
    void anAddressOfTheApplicationStays() {
        Given pod = Pods.withVeth(Pods.ipv4()).and("pod addr 10.1.1.1/32 dev veth0");
        assertThat(Veth0Address.plan(OTHER, pod.snapshot().pod())).isPlan("""
                pod  ip addr replace 169.254.7.7/32 dev veth0 scope host
                """);
    }

    @Test
    void aPodWithoutIpv4GetsNoLinkAddress() {
        Given pod = Pods.ipv6();
        assertThat(pod.after(Pods.plan(pod)).snapshot().pod().addresses("veth0"))
                .isEmpty();
    }

    @Test
    void veth0GetsNoAddressIfTheOptionIsEmpty() {
        Given pod = Pods.ipv4().option(SetupVeth.Options.LINK_ADDRESS, Optional.empty());
        assertThat(pod.after(Pods.plan(pod)).snapshot().pod().addresses("veth0"))
                .isEmpty();
    }

    @Test
    void anAddressOrABlankTextIsAccepted() {
        assertThat(Veth0Address.parse(" 169.254.7.7/32 ")).contains(OTHER.asPrefix());
        assertThat(Veth0Address.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.7.7", "169.254.7.0/24", "fe80::1/128", "127.0.0.2/32", "224.0.0.5/32", "eth0"})
    void anyOtherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Veth0Address.parse(text));
    }
}
