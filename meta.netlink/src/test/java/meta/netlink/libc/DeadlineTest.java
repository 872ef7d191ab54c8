package meta.netlink.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void theTimeLeftIsZeroAfterTheDeadline() {
        assertThat(Deadline.in(Duration.ofSeconds(-1)).milliseconds()).isZero();
        assertThat(Deadline.in(Duration.ofSeconds(-1)).isOver()).isTrue();
        assertThat(Deadline.in(Duration.ofSeconds(9)).milliseconds()).isBetween(8000, 9000);
    }
}
