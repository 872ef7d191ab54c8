package meta.spi.net;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import meta.netlink.AddressFlags;
import meta.netlink.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.6.0.9/16",
                "10.6.0.9/16 secondary", // the same bit as an IPv6 address's "temporary"
                "10.6.0.9/16 dynamic",
                "fd00::9/64",
                "fd00::9/64 tentative",
                "fd00::9/64 deprecated",
                "2001:db8::9/64 dynamic mngtmpaddr stable-privacy",
            })
    void theAddressIsStable(String line) {
        assertThat(address(line).isStable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1/8",
                "::1/128",
                "169.254.1.1/16",
                "fe80::9/64",
                "224.0.0.1/4",
                "ff02::1/16",
                "255.255.255.255/32",
                "fd00::9/64 temporary",
                "fd00::9/64 dadfailed",
            })
    void theAddressIsNotStable(String line) {
        assertThat(address(line).isStable()).isFalse();
    }

    @Test
    void theSubnetHasNoHostBits() {
        assertThat(address("10.6.0.9/16").subnet()).isEqualTo(Prefix.parse("10.6.0.0/16"));
    }

    @Test
    void withoutDadOnlyTheFlagsChange() {
        Address address = address("fd00::9/64");
        assertThat(address.withoutDad().flags()).isEqualTo(AddressFlags.PERMANENT.with(AddressFlags.NODAD));
        assertThat(address.withoutDad().key()).isEqualTo(address.key());
    }

    @Test
    void protocol109MeansThatAStepHasAddedTheAddress() {
        Address address = address("fd00::9/64 proto 109");
        assertThat(address.isOfStep()).isTrue();
        assertThat(address.withoutDad().isOfStep()).isTrue();
        assertThat(address("fd00::9/64 proto 3").isOfStep()).isFalse();
    }

    @Test
    void anAddressWithAnotherPrefixLengthHasAnotherKey() {
        assertThat(address("10.6.0.9/16").key())
                .isNotEqualTo(address("10.6.0.9/24").key());
    }

    private static Address address(String line) {
        String dev = line.indexOf(' ') < 0 ? line + " dev eth0" : line.replaceFirst(" ", " dev eth0 ");
        return given("pod addr " + dev).snapshot().pod().addresses().getFirst();
    }
}
