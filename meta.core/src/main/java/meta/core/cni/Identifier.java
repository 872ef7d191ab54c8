package meta.core.cni;

import java.nio.charset.StandardCharsets;

/** The forms of the names that a runtime gives to containers, networks and interfaces. */
final class Identifier {
    /** The longest name of a network device in bytes ({@code linux/if.h IFNAMSIZ}, less the closing zero). */
    private static final int LONGEST_DEVICE = 15;

    private Identifier() {}

    /**
     * {@return whether this can be a container id or the name of a network: a letter or digit, and then letters, digits,
     * {@code _}, {@code .} and {@code -} (CNI spec 1.1.0 "Parameters")}
     */
    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean anywhere = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean inside = i > 0 && (c == '_' || c == '.' || c == '-');
            if (!anywhere && !inside) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** {@return whether the kernel takes this for the name of a device ({@code net/core/dev.c dev_valid_name}, libcni)} */
    static boolean isDevice(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > LONGEST_DEVICE || text.equals(".") || text.equals("..")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == ':' || c == '\u0085' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                return false;
            }
        }
        return true;
    }
}
