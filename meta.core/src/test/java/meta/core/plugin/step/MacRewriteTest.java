package meta.core.plugin.step;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import meta.core.plugin.step.MacRewrite.Options;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Step;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class MacRewriteTest {
    private static final Step STEP = new MacRewrite();

    private static final Given POD = given("""
            pod link eth0 lladdr 0a:00:00:00:00:09 kind macvlan
            pod link net1 lladdr 0a:00:00:00:00:0a kind macvlan
            """)
            .podAddresses("172.18.24.120", "172.18.24.121", "fd00:18::120")
            .declared(Options.DECLARED)
            .option(Options.PREFIX, Optional.of(MacPrefix.parse("0a:1b")));

    @Test
    void theMacAddressEndsWithTheFirstIpv4Address() {
        assertThat(POD.plan(STEP)).from(POD.snapshot()).isPlan("""
                pod ip link set eth0 address 0a:1b:ac:12:18:78
                pod report eth0 address 0a:1b:ac:12:18:78 mtu 1500
                pod announce 172.18.24.120 dev eth0
                pod announce 172.18.24.121 dev eth0
                pod announce fd00:18::120 dev eth0
                """);
    }

    @Test
    void withoutIpv4TheMacAddressEndsWithTheFirstIpv6Address() {
        Given ipv6 = POD.podAddresses("fd00:18::a0b:c0d", "fd00:18::2");
        assertThat(ipv6.plan(STEP)).from(ipv6.snapshot()).isPlan("""
                pod ip link set eth0 address 0a:1b:0a:0b:0c:0d
                pod report eth0 address 0a:1b:0a:0b:0c:0d mtu 1500
                pod announce fd00:18::a0b:c0d dev eth0
                pod announce fd00:18::2 dev eth0
                """);
    }

    @Test
    void ifAnnouncementsAreOffTheMacAddressIsChangedWithoutThem() {
        Given quiet = POD.option(Announce.WANTED, false);
        assertThat(quiet.plan(STEP)).from(quiet.snapshot()).isPlan("""
                pod ip link set eth0 address 0a:1b:ac:12:18:78
                pod report eth0 address 0a:1b:ac:12:18:78 mtu 1500
                """);
    }

    @Test
    void withoutPrefixTheMacAddressStays() {
        assertThat(POD.declared(Options.DECLARED).plan(STEP)).isPlan("");
    }

    @Test
    void afterThePlanNothingMoreChanges() {
        Plan plan = POD.plan(STEP);
        assertThat(POD.after(plan).plan(STEP)).changesNothingIn(POD.after(plan).snapshot());
    }

    @Test
    void anIpvlanIsAnErrorBecauseItHasNoMacAddressOfItsOwn() {
        Given ipvlan = POD.and("pod link eth0 lladdr 0a:00:00:00:00:09 kind ipvlan");
        assertThatThrownBy(() -> ipvlan.plan(STEP))
                .isInstanceOf(PlanningException.class)
                .hasMessage("eth0 is an ipvlan, which has the MAC address of its parent and can have none of its own;"
                        + " omit mac_prefix");
    }

    @Test
    void aMissingNicAndANicWithoutAMacAddressAreErrors() {
        assertThatThrownBy(() -> POD.attachment("lan", "c0ffee", "net2").plan(STEP))
                .isInstanceOf(PlanningException.class)
                .hasMessage("no device net2 in the pod");
        assertThatThrownBy(() -> POD.and("pod link eth0 kind tun").plan(STEP))
                .isInstanceOf(PlanningException.class)
                .hasMessage("eth0 is a device without a MAC address; omit mac_prefix");
    }
}
