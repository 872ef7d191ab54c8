package meta.spi.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "1s, PT1S, 1s",
        "500ms, PT0.5S, 500ms",
        "0.5s, PT0.5S, 500ms",
        ".5s, PT0.5S, 500ms",
        "1m, PT1M, 1m",
        "1m30s, PT1M30S, 90s",
        "1h, PT1H, 1h",
        "1500us, PT0.0015S, 1500us",
        "1\u00b5s, PT0.000001S, 1us",
        "7ns, PT0.000000007S, 7ns",
        "0s, PT0S, 0s"
    })
    void aDurationIsReadAsInGoAndPrintedInOneUnit(String text, Duration value, String printed) {
        assertThat(GoDuration.parse(text).value()).isEqualTo(value);
        assertThat(GoDuration.parse(text)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "s", "-1s", "1 s", "1d", "1s2", "1..2s", "1s ", "0.1ns", "9999999h"})
    void aTextThatIsNotADurationIsRejected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoDuration.parse(text))
                .withMessageContaining('"' + text + '"');
    }

    @Test
    void theLongestDurationIsThatOfGo() {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        assertThat(new GoDuration(longest)).hasToString("9223372036854775807ns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GoDuration(longest.plusNanos(1)))
                .withMessage("PT2562047H47M16.854775808S is longer than 2^63-1 ns");
    }
}
