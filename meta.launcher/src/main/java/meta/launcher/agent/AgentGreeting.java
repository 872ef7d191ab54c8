package meta.launcher.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first message of an agent to a client: the version of the protocol and the build of the image. */
final class AgentGreeting {
    /** The length of a greeting in bytes. */
    static final int LENGTH = 32;

    private static final String PROTOCOL = "META-PLUGINS 2 ";

    private AgentGreeting() {}

    /**
     * {@return the greeting of a build, padded with zeros or truncated to {@link #LENGTH}}
     *
     * @param build the id of the build, {@link meta.launcher.image.BuildId}
     */
    static byte[] of(String build) {
        return Arrays.copyOf((PROTOCOL + build).getBytes(StandardCharsets.UTF_8), LENGTH);
    }

    /** {@return a greeting as text for messages, without the zeros} */
    static String text(byte[] greeting) {
        return new String(greeting, StandardCharsets.UTF_8).replace("\0", "");
    }
}
