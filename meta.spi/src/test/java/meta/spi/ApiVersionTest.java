package meta.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {
    @Test
    void aJarThatWasBuiltForAnEarlierMinorVersionRuns() {
        ApiVersion now = ApiVersion.parse("2.3");

        assertThat(now.runs(ApiVersion.parse("2.0"))).isTrue();
        assertThat(now.runs(now)).isTrue();
        assertThat(now.runs(ApiVersion.parse("2.4"))).isFalse();
        assertThat(now.runs(ApiVersion.parse("1.3"))).isFalse();
        assertThat(now.runs(ApiVersion.parse("3.0"))).isFalse();
        assertThat(now).hasToString("2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", ".1", "1.x", "-1.0", "1.0.0", "1.2147483648", "1.4294967295"})
    void aTextOfAnotherFormIsNotAVersion(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiVersion.parse(text))
                .withMessageStartingWith("\"" + text + "\" is not a version of the API");
    }
}
