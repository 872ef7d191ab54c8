package meta.spi;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import meta.netlink.Family;
import meta.netlink.IpAddress;
import org.junit.jupiter.api.Test;

class AddressingTest {
    private static final Addressing DUAL = given("")
            .podAddresses("10.6.0.9", "fd00::9", "10.6.0.10")
            .gateways("fd00:18::2")
            .addressing();

    @Test
    void theSourceIsTheFirstAddressOfTheFamily() {
        assertThat(DUAL.source(Family.IPV4)).contains(IpAddress.parse("10.6.0.9"));
        assertThat(DUAL.source(Family.IPV6)).contains(IpAddress.parse("fd00::9"));
    }

    @Test
    void aFamilyMayHaveNoGateway() {
        assertThat(DUAL.gateway(Family.IPV4)).isEmpty();
        assertThat(DUAL.gateway(Family.IPV6)).contains(IpAddress.parse("fd00:18::2"));
    }
}
