package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisorTest {
    @Test
    void systemdSaysWhereItListensAndHowLongItWaits() {
        assertThat(Supervisor.in(Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_USEC", "30000000")))
                .isEqualTo(new Supervisor("/run/systemd/notify", Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "soon", "99999999999999999999"})
    void anotherPeriodIsNone(String micros) {
        assertThat(Supervisor.in(Map.of("WATCHDOG_USEC", micros))).isEqualTo(new Supervisor("", Duration.ZERO));
    }

    @Test
    void aManagerThatIsNotThereIsNoFailure() {
        new Supervisor("", Duration.ZERO).tell("READY=1");
        new Supervisor("/nowhere/notify", Duration.ZERO).tell("READY=1");
    }
}
