package meta.spi.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import meta.netlink.KernelText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "eth0",
                "eth0.100",
                "...",
                "br-0123456789ab",
                "a;b",
                "$(id)",
                "\u00fcber",
                "net\u0001",
                "\u0085",
                "\u2003",
                "netzwerk\u20ac\u00df01"
            })
    void theKernelAcceptsTheName(String name) {
        assertThat(DeviceName.isValid(name)).isTrue();
        assertThat(new DeviceName(name)).hasToString(name);
    }

    /** In {@code \u00e0} one byte is 0xA0, which is white space for the kernel. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a/b",
                "a:1",
                "a b",
                "a\tb",
                "a\nb",
                "a\u000bb",
                "a\u00a0b",
                "\u00e0",
                "a\u0000b",
                "0123456789abcdef",
                "\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac",
                "\ud800",
                "\udcc3\udca4"
            })
    void theKernelRefusesTheName(String name) {
        assertThat(DeviceName.isValid(name)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceName(name))
                .withMessageContaining("1 to 15 bytes");
    }

    @Test
    void aNameNeedNotBeUtf8() {
        byte[] bytes = {'n', (byte) 0xff, (byte) 0xc3};
        assertThat(DeviceName.isValid(KernelText.decode(bytes))).isTrue();

        byte[] withSpace = {'n', (byte) 0xa0};
        assertThat(DeviceName.isValid(KernelText.decode(withSpace))).isFalse();
    }

    @Test
    void namesAreInNaturalOrder() {
        List<String> ordered = List.of(
                "ens5",
                "eth",
                "eth0",
                "eth0.100",
                "eth1",
                "net1",
                "net2",
                "net9",
                "net010",
                "net10",
                "pod6b48",
                "veth0");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.reverse(shuffled);

        shuffled.sort(DeviceName.ORDER);

        assertThat(shuffled).isEqualTo(ordered);
    }

    @ParameterizedTest
    @CsvSource({"net1, 1", "eth0, 0", "net10, 10", "pod6b48, 48", "ens5, 5", "net007, 7", "999999999, 999999999"})
    void theNumberIsAtTheEndOfTheName(String name, long number) {
        assertThat(new DeviceName(name).number()).hasValue(number);
    }

    @ParameterizedTest
    @CsvSource({"wlan", "eth0.a", "net1234567890"})
    void aNameThatEndsInALetterOrInTooManyDigitsHasNoNumber(String name) {
        assertThat(new DeviceName(name).number()).isEmpty();
    }
}
