package meta.image.siege;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A short run: small attacks and two hundred calls. {@code ./meta siege} runs the full size. */
@Tag("kernel")
class SiegeIT {
    @Test
    void otherPodsGetTheirAnswersAndNothingIsLeft() {
        assertThat(Siege.run(200, 1)).isEmpty();
    }
}
