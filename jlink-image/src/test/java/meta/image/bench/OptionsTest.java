package meta.image.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void theNumbersOfPodsMustBeInAscendingOrder() {
        assertThat(Options.of(List.of("--pods", "0,500")).pods()).containsExactly(0, 500);
        assertThatThrownBy(() -> Options.of(List.of("--pods", "500,0")))
                .hasMessage("--pods 500,0: numbers in ascending order are expected");
    }
}
