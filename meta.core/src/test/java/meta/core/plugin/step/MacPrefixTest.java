package meta.core.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import meta.netlink.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacPrefixTest {
    @Test
    void colonAndHyphenSeparateTheBytes() {
        assertThat(MacPrefix.parse("0A-1b")).isEqualTo(MacPrefix.parse("0a:1b")).hasToString("0a:1b");
    }

    @Test
    void theLastFourBytesOfTheMacAddressAreTheLastFourOfTheIpAddress() {
        assertThat(MacPrefix.parse("fe:ff").with(IpAddress.parse("255.254.0.1")))
                .hasToString("fe:ff:ff:fe:00:01");
        assertThat(MacPrefix.parse("00:00").with(IpAddress.parse("fd00::1:ffff:ffff")))
                .hasToString("00:00:ff:ff:ff:ff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1a", "1a2b", "1a:2b:", "1a:2", "1:2b0", "1a.2b", "1a:2g", " 1a:2b", "1a:2b:3c"})
    void anyOtherTextIsRejected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacPrefix.parse(text))
                .withMessage('"' + text + "\" is not the beginning of a MAC address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01:00", "33-33", "ff:ff", "0b:00"})
    void aPrefixOfMulticastAddressesIsRejected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacPrefix.parse(text))
                .withMessage('"' + text + "\" is the beginning of multicast addresses");
    }
}
