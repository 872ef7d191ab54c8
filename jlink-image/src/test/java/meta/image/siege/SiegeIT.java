package meta.image.siege;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The siege in a bounded form: each attack in small, and a few hundred calls; {@code ./meta siege} has all. */
@Tag("kernel")
class SiegeIT {
    @Test
    void otherPodsGetTheirAnswersAndNothingIsLeft() {
        assertThat(Siege.run(200, 1)).isEmpty();
    }
}
