package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A socket that systemd passes is used only if {@code LISTEN_PID} is the id of this process. */
class PassedSocketTest {
    @Test
    void theFirstPassedDescriptorIsTheSocket() {
        assertThat(PassedSocket.in(Map.of("LISTEN_PID", "17", "LISTEN_FDS", "1"), 17))
                .hasValue(3);
    }

    @Test
    void socketsOfAnotherProcessAreNotUsed() {
        assertThat(PassedSocket.in(Map.of("LISTEN_PID", "16", "LISTEN_FDS", "1"), 17))
                .isEmpty();
        assertThat(PassedSocket.in(Map.of("LISTEN_FDS", "1"), 17)).isEmpty();
        assertThat(PassedSocket.in(Map.of("LISTEN_PID", "17"), 17)).isEmpty();
        assertThat(PassedSocket.in(Map.of(), 17)).isEmpty();
    }

    @Test
    void moreThanOneSocketIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PassedSocket.in(Map.of("LISTEN_PID", "17", "LISTEN_FDS", "2"), 17))
                .withMessage("LISTEN_FDS: \"2\": 1 socket is expected");
    }
}
