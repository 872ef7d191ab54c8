package meta.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
    @Test
    void anAddressIsParsedInEitherCaseAndPrintedInLowerCase() {
        assertThat(MacAddress.parse("0A:1B:ac:12:18:78")).hasToString("0a:1b:ac:12:18:78");
        assertThat(MacAddress.of(new byte[] {(byte) 0xff, 0, 0, 0, 0, 1})).hasToString("ff:00:00:00:00:01");
        assertThat(MacAddress.parse("ff:00:00:00:00:01").bytes()).containsExactly(0xff, 0, 0, 0, 0, 1);
        assertThat(MacAddress.NONE).hasToString("00:00:00:00:00:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0a:1b", "0a:1b:ac:12:18:78:90", "0a-1b-ac-12-18-78", "a:1b:ac:12:18:78", "0a:1b:ac:12:18:7g"
            })
    void aTextThatIsNotAnAddressIsRejectedAndQuotedInTheMessage(String text) {
        assertThatThrownBy(() -> MacAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is not a MAC address such as 0a:1b:ac:12:18:78");
    }

    @Test
    void aNumberAbove48BitsOrAnotherLengthThanSixBytesIsRejected() {
        assertThatThrownBy(() -> new MacAddress(1L << 48)).hasMessageContaining("48 bits");
        assertThatThrownBy(() -> MacAddress.of(new byte[20])).hasMessage("a MAC address has 6 bytes, not 20");
    }

    @Test
    void addressesAreOrderedAsNumbers() {
        assertThat(MacAddress.parse("7f:00:00:00:00:00")).isLessThan(MacAddress.parse("80:00:00:00:00:00"));
    }
}
