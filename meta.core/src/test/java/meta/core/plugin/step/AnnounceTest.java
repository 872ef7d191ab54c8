package meta.core.plugin.step;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import meta.spi.PlanningException;
import meta.spi.Step;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class AnnounceTest {
    private static final Step STEP = new Announce();

    private static final Given POD =
            given("""
            pod link eth0 lladdr 0a:00:00:00:00:09 kind macvlan
            """).podAddresses("172.18.24.120", "fd00:18::120").declared(Announce.DECLARED);

    @Test
    void everyAddressOfTheNicIsAnnounced() {
        assertThat(POD.plan(STEP)).isPlan("""
                pod announce 172.18.24.120 dev eth0
                pod announce fd00:18::120 dev eth0
                """);
    }

    @Test
    void ifTheOptionIsOffNoAddressIsAnnounced() {
        assertThat(POD.option(Announce.WANTED, false).plan(STEP)).isPlan("");
    }

    @Test
    void aDeviceWithoutAMacAddressAnnouncesNothing() {
        assertThat(POD.and("pod link eth0 kind tun").plan(STEP)).isPlan("");
    }

    @Test
    void theErrorNamesAMissingNic() {
        assertThatThrownBy(() -> POD.attachment("lan", "c0ffee", "net1").plan(STEP))
                .isInstanceOf(PlanningException.class)
                .hasMessage("no device net1 in the pod");
    }
}
