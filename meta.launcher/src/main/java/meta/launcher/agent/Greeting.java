package meta.launcher.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first thing that an agent sends: which protocol it speaks, and from which build of the image it is. An agent takes the calls of its own
 * build only, as another one might answer them otherwise.
 */
final class Greeting {
    /** How long a hello is. */
    static final int LENGTH = 32;

    private static final String PROTOCOL = "META-PLUGINS 2 ";

    private Greeting() {}

    /** {@return the hello of a build, padded with zeros, or cut} */
    static byte[] of(String build) {
        return Arrays.copyOf((PROTOCOL + build).getBytes(StandardCharsets.UTF_8), LENGTH);
    }

    /** {@return a hello that was read, as text} */
    static String text(byte[] hello) {
        return new String(hello, StandardCharsets.UTF_8).replace("\0", "");
    }
}
