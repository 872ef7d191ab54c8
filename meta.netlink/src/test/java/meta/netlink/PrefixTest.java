package meta.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0/0", "10.244.0.0/16", "10.6.0.9/32", "::/0", "fd00::/64", "fd00::9/128", "8000::/1"})
    void aParsedPrefixIsPrintedAsTheSameText(String text) {
        assertThat(Prefix.parse(text)).hasToString(text);
        assertThat(Prefix.parseContaining(text)).isEqualTo(Prefix.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.244.128.0/64 | \"10.244.128.0/64\": an IPv4 prefix length is 0 to 32",
                "fd00::/129 | \"fd00::/129\": an IPv6 prefix length is 0 to 128",
                "10.244.0.0 | \"10.244.0.0\" has no prefix length",
                "10.244.0.0/ | \"10.244.0.0/\": \"\" is not a prefix length",
                "10.244.0.0/-1 | \"10.244.0.0/-1\": \"-1\" is not a prefix length",
                "10.244.0.0/08 | \"10.244.0.0/08\": \"08\" is not a prefix length",
                "10.244.0.0/16/8 | \"10.244.0.0/16/8\": \"16/8\" is not a prefix length",
                "10.244.0.0/1000 | \"10.244.0.0/1000\": \"1000\" is not a prefix length",
                "10.244/16 | \"10.244\" is not an IP address"
            })
    void aTextThatIsNotAPrefixIsRejectedAndQuotedInTheMessage(String text, String message) {
        assertThatThrownBy(() -> Prefix.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Prefix.parseContaining(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void parseRejectsHostBitsAndParseContainingClearsThem() {
        assertThatThrownBy(() -> Prefix.parse("10.244.3.7/16"))
                .hasMessage("10.244.3.7/16 has host bits set; the block is 10.244.0.0/16");
        assertThat(Prefix.parseContaining("10.244.3.7/16")).hasToString("10.244.0.0/16");
        assertThat(Prefix.parseContaining("fd00::ffff:9/120")).hasToString("fd00::ffff:0/120");
        assertThat(Prefix.parseContaining("fd00:0:0:ffff::9/56")).hasToString("fd00:0:0:ff00::/56");
        assertThat(Prefix.containing(IpAddress.parse("ffff::"), 0)).isEqualTo(Prefix.all(Family.IPV6));
    }

    @Test
    void aPrefixContainsTheAddressesThatShareItsBits() {
        assertThat(holds("10.244.0.0/16", "10.244.255.255")).isTrue();
        assertThat(holds("10.244.0.0/16", "10.245.0.0")).isFalse();
        assertThat(holds("0.0.0.0/0", "255.255.255.255")).isTrue();
        assertThat(holds("10.6.0.9/32", "10.6.0.9")).isTrue();
        assertThat(holds("10.6.0.9/32", "10.6.0.8")).isFalse();
        assertThat(holds("fd00::/63", "fd00:0:0:1::9")).isTrue();
        assertThat(holds("fd00::/64", "fd00:0:0:1::9")).isFalse();
        assertThat(holds("fd00::/65", "fd00::8000:0:0:0")).isFalse();
        assertThat(holds("::/0", "10.6.0.9")).isFalse();
        assertThat(Prefix.all(Family.IPV4).isAll()).isTrue();
        assertThat(Prefix.parse("10.6.0.9/32").isSingle()).isTrue();
        assertThat(Prefix.parse("10.6.0.8/31").isSingle()).isFalse();
    }

    @Test
    void aPrefixPrecedesTheSmallerPrefixesInIt() {
        assertThat(Stream.of("10.0.0.0/24", "10.0.0.0/8", "9.0.0.0/8", "::/0", "10.0.1.0/24")
                        .map(Prefix::parse)
                        .sorted()
                        .map(Prefix::toString))
                .containsExactly("9.0.0.0/8", "10.0.0.0/8", "10.0.0.0/24", "10.0.1.0/24", "::/0");
    }

    private static boolean holds(String prefix, String address) {
        return Prefix.parse(prefix).contains(IpAddress.parse(address));
    }
}
