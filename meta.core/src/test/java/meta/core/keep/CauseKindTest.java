package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The text of a cause begins with the words of its kind. */
class CauseKindTest {
    @ParameterizedTest
    @EnumSource
    void theTextOfACauseDeterminesItsKind(CauseKind kind) {
        assertThat(CauseKind.of(kind.text())).isEqualTo(kind);
        assertThat(CauseKind.of(kind.text("x deleted and 3 other changes"))).isEqualTo(kind);
    }

    @Test
    void anyOtherTextHasTheKindOther() {
        assertThat(CauseKind.of("a person has asked")).isEqualTo(CauseKind.OTHER);
    }
}
