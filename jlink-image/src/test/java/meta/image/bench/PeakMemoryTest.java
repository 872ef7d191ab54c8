package meta.image.bench;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.topology.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PeakMemoryTest {
    @Test
    @Timeout(60)
    void aCommandMayPrintMoreThanAPipeHolds() {
        assertThat(PeakMemory.of(Command.of("sh", "-c", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2")))
                .isPositive();
    }
}
