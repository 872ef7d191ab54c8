package meta.launcher.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first thing that an agent says: which protocol it speaks, and of which version of the image it is. Only calls of the very same
 * version are its own, as another one might answer them otherwise.
 */
final class Hello {
    /** How long a hello is. */
    static final int LENGTH = 32;

    private static final String PROTOCOL = "META-PLUGINS 1 ";

    private Hello() {}

    /** {@return the hello of a version, padded with zeros, or cut} */
    static byte[] of(String version) {
        return Arrays.copyOf((PROTOCOL + version).getBytes(StandardCharsets.UTF_8), LENGTH);
    }

    /** {@return a hello that was read, as text} */
    static String text(byte[] hello) {
        return new String(hello, StandardCharsets.UTF_8).replace("\0", "");
    }
}
