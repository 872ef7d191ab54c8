package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invisible characters are escaped, and visible characters are unchanged. */
class VisibleTextTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 0x07, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200e, 0x2028, 0x2029, 0x202e, 0x2066, 0xfeff,
                0xdcff
            })
    void invisibleCharactersAreEscaped(int point) {
        assertThat(VisibleText.of("a" + Character.toString(point) + "b")).isEqualTo("a\\u%04xb".formatted(point));
    }

    @Test
    void visibleCharactersAreUnchanged() {
        String text = "eth0:\n\t\"\u00e9\u20ac\ud83d\ude00\u05d0\u0627' \\";
        assertThat(VisibleText.of(text)).isSameAs(text);
        assertThat(VisibleText.of("\udb40\udc41")).as("a tag character").isEqualTo("\\udb40\\udc41");
    }

    @Test
    void theTextOfAnErrorIsEscaped() {
        Failure failure = new Failure.InputOutput("\u001b[2Jfile", "\u202egnorw");
        assertThat(CniErrorJson.of(failure, CniVersion.LATEST).toString()).contains("\\\\u001b[2Jfile: \\\\u202egnorw");
    }
}
