package meta.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.SplittableRandom;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "10.6.0.9, 10.6.0.9",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "FD00::0009, fd00::9",
        "fe80:0:0:0:800:ff:fe00:1, fe80::800:ff:fe00:1",
        "::ffff:10.6.0.9, ::ffff:10.6.0.9",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:7.8.9.10, 1:2:3:4:5:6:708:90a",
        // RFC 5952 4.2.2: output never shortens a single zero group; RFC 4291 2.2: input may shorten it
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        // RFC 5952 4.2.3: output shortens the longest run of zero groups; of runs with equal length, the first
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1"
    })
    void anAddressIsParsedInEachFormAndPrintedInTheCanonicalForm(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
        assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 10.0.0.1",
                "10.0.0.1 ",
                "10.0.0",
                "10.0.0.1.2",
                "10.0.0.256",
                "10.0.0.01",
                "10.0.0.-1",
                "10..0.1",
                "10.0.0.1/32",
                "0x0a.0.0.1",
                "167772161",
                "١٠.0.0.1",
                ":",
                ":::",
                "1:2:3",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "1.2.3.4::1.2.3.4",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "1:2:3:4:5:6:7:1.2.3.4"
            })
    void aTextThatIsNotAnAddressIsRejectedAndQuotedInTheMessage(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + text + "\" is not an IP");
    }

    @Test
    void aPrintedAddressIsParsedToTheSameAddressHereAndByTheJdk() {
        Seeds.forEach(2000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int zeros = random.nextInt(bytes.length); zeros > 0; zeros--) {
                bytes[random.nextInt(bytes.length)] = 0;
            }
            IpAddress address = IpAddress.of(bytes);
            assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
            assertThat(InetAddress.ofLiteral(address.toString())).isEqualTo(InetAddress.getByAddress(bytes));
            assertThat(address.bytes()).isEqualTo(bytes);
        });
    }

    @Test
    void addressesOfEachFamilyAreInNumericOrderAndIpv4ComesFirst() {
        assertThat(List.of("ff00::", "8000::", "::1", "9.255.0.1", "200.0.0.1", "10.0.0.1").stream()
                        .map(IpAddress::parse)
                        .sorted()
                        .map(IpAddress::toString))
                .containsExactly("9.255.0.1", "10.0.0.1", "200.0.0.1", "::1", "8000::", "ff00::");
    }

    @Test
    void loopbackLinkLocalMulticastAndUnicastAddressesAreRecognized() {
        assertThat(ip("127.0.0.5").isLoopback()).isTrue();
        assertThat(ip("::1").isLoopback()).isTrue();
        assertThat(ip("0.0.0.1").isLoopback()).isFalse();
        assertThat(ip("169.254.20.10").isLinkLocal()).isTrue();
        assertThat(ip("fe80::1").isLinkLocal()).isTrue();
        assertThat(ip("febf::1").isLinkLocal()).isTrue();
        assertThat(ip("fec0::1").isLinkLocal()).isFalse();
        assertThat(ip("224.0.0.1").isMulticast()).isTrue();
        assertThat(ip("ff02::1").isMulticast()).isTrue();
        assertThat(ip("0.0.0.0").isUnspecified()).isTrue();
        assertThat(ip("10.6.0.9").isUnicast()).isTrue();
        assertThat(ip("fe80::1").isUnicast()).isTrue();
        assertThat(ip("255.255.255.255").isUnicast()).isFalse();
        assertThat(ip("239.1.1.1").isUnicast()).isFalse();
        assertThat(ip("::").isUnicast()).isFalse();
        assertThat(ip("10.6.0.9").asPrefix()).hasToString("10.6.0.9/32");
        assertThat(ip("::1").asPrefix()).hasToString("::1/128");
    }

    @Test
    void bytesOrBitsThatFitNoFamilyAreRejected() {
        assertThatThrownBy(() -> IpAddress.of(new byte[5])).hasMessage("an IP address has 4 or 16 bytes, not 5");
        assertThatThrownBy(() -> new IpAddress(Family.IPV4, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IpAddress(Family.IPV4, 0, 1L << 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IpAddress.unspecified(Family.UNSPEC)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Family.UNSPEC::bits).isInstanceOf(IllegalStateException.class);
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }
}
