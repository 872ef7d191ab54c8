package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment variables of the service manager are read, and invalid ones are ignored. */
class NotifySocketTest {
    @Test
    void theEnvironmentNamesSocketAndWatchdogPeriod() {
        assertThat(NotifySocket.in(Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_USEC", "30000000")))
                .isEqualTo(new NotifySocket("/run/systemd/notify", Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "soon", "99999999999999999999"})
    void anInvalidPeriodMeansNoWatchdog(String micros) {
        assertThat(NotifySocket.in(Map.of("WATCHDOG_USEC", micros))).isEqualTo(new NotifySocket("", Duration.ZERO));
    }

    @Test
    void aMissingOrUnusableNotifySocketIsNoError() {
        new NotifySocket("", Duration.ZERO).send("READY=1");
        new NotifySocket("/nowhere/notify", Duration.ZERO).send("READY=1");
        new NotifySocket("/" + "x".repeat(200), Duration.ZERO).send("READY=1");
    }
}
