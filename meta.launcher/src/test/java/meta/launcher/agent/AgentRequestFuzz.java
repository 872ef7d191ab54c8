package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Fuzz target: any bytes from a client are either a request, or are rejected as malformed. */
public final class AgentRequestFuzz {
    private static final int LENGTH_BYTES = 4;

    private AgentRequestFuzz() {}

    /** Reads one request with its length. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (bytes.length < LENGTH_BYTES) {
            return;
        }
        try {
            assertThat(AgentRequest.length(Arrays.copyOf(bytes, LENGTH_BYTES))).isBetween(0, AgentRequest.MAX_BYTES);
            assertThat(AgentRequest.read(Arrays.copyOfRange(bytes, LENGTH_BYTES, bytes.length)))
                    .isNotNull();
        } catch (MalformedRequestException e) {
            assertThat(e).hasMessageMatching("(?s).*expected.*|.*end.*");
        }
    }
}
