package meta.image.siege;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A short run of {@code ./meta siege}. */
@Tag("kernel")
class SiegeIT {
    @Test
    void otherPodsGetTheirAnswersAndNothingIsLeft() {
        assertThat(Siege.run(200, 1)).isEmpty();
    }
}
