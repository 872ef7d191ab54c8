package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A passed socket is used if the environment variables are for this process. */
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
