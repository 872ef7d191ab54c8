package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceManagerTest {
    @Test
    void theEnvironmentNamesSocketAndWatchdogPeriod() {
        assertThat(ServiceManager.in(Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_USEC", "30000000")))
                .isEqualTo(new ServiceManager("/run/systemd/notify", Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "soon", "99999999999999999999"})
    void anInvalidPeriodMeansNoWatchdog(String micros) {
        assertThat(ServiceManager.in(Map.of("WATCHDOG_USEC", micros))).isEqualTo(new ServiceManager("", Duration.ZERO));
    }

    @Test
    void aMissingServiceManagerIsNoError() {
        new ServiceManager("", Duration.ZERO).send("READY=1");
        new ServiceManager("/nowhere/notify", Duration.ZERO).send("READY=1");
    }
}
