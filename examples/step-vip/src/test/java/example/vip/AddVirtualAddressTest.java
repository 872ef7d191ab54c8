package example.vip;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import meta.netlink.IpAddress;
import meta.spi.PlanningException;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class AddVirtualAddressTest {
    private final AddVirtualAddress step = new AddVirtualAddress();

    private final Given pod = given("""
                    host link vethabc peer veth0 netns pod
                    pod  link veth0
                    pod  link eth0 kind macvlan
                    pod  addr 172.18.24.120/16 dev eth0
                    """)
            .podAddresses("172.18.24.120")
            .declared(step.steps().getFirst().options())
            .option(AddVirtualAddress.ADDRESS, IpAddress.parse("203.0.113.9"));

    @Test
    void theAddressIsReachedThroughTheNicAndFromTheNode() {
        assertThat(pod.plan(step)).isPlan("""
                pod  ip addr add 203.0.113.9/32 dev lo  # because virtual address
                pod  ip rule add from 203.0.113.9 lookup main priority 1090 protocol 109
                host ip route add 203.0.113.9 via 172.18.24.120 dev vethabc proto 109
                pod  announce 203.0.113.9 dev eth0
                """);
    }

    @Test
    void aRepeatedPlanChangesNothing() {
        Given after = pod.after(pod.plan(step));

        assertThat(after.plan(step)).changesNothingIn(after.snapshot());
    }

    @Test
    void aReleaseRemovesWhatThePodWouldKeep() {
        assertThat(pod.after(pod.plan(step)).release(step)).isPlan("""
                pod ip rule del from 203.0.113.9 lookup main priority 1090 protocol 109
                pod ip addr del 203.0.113.9/32 dev lo
                """);
        assertThat(pod.release(step)).isPlan("");
    }

    @Test
    void aNicWithoutAnIpv4AddressIsAnError() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> pod.podAddresses("fd00::9").plan(step))
                .withMessage("eth0 has no IPv4 address");
    }
}
