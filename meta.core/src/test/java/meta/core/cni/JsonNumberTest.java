package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import meta.core.cni.JsonValue.JsonNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JSON number keeps its text, and is a whole number only if its text has no fraction and no exponent. */
class JsonNumberTest {

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 200, 4294967295L, Long.MAX_VALUE, Long.MIN_VALUE})
    void aWholeNumberIsWhole(long number) {
        assertThat(JsonNumber.of(number).whole()).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "9223372036854775808", "-99999999999999999999999"})
    void aFractionAnExponentOrTooManyDigitsAreNotWhole(String number) {
        assertThat(new JsonNumber(number).whole()).isEmpty();
    }

    @Test
    void minusZeroIsZero() {
        assertThat(new JsonNumber("-0").whole()).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "01", "1.", ".5", "1e", "1e+", "+1", "0x1", " 1", "1 ", "NaN", "1-2"})
    void textThatIsNotANumberIsRejected(String text) {
        assertThatThrownBy(() -> new JsonNumber(text)).hasMessage("\"" + text + "\" is not a JSON number");
    }
}
