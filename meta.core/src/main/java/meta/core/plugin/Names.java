package meta.core.plugin;

import java.nio.charset.StandardCharsets;

/** What the kernel, a file system or a configuration takes for a name. */
public final class Names {
    private static final int LONGEST_DEVICE = 15; // linux/if.h IFNAMSIZ, without the NUL

    private Names() {}

    /**
     * {@return the name, which can be a key of a configuration and the name of an executable}
     *
     * @param what what it is the name of
     * @throws IllegalArgumentException where it cannot
     */
    public static String checked(String what, String name) {
        boolean good = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
            good = good && (letter || (i > 0 && other));
        }
        if (!good) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a " + what
                    + ": a letter, then letters, digits, dots, hyphens and underscores");
        }
        return name;
    }

    /** {@return whether a device can have the name ({@code net/core/dev.c dev_valid_name})} */
    static boolean isDevice(String name) {
        boolean good = !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_DEVICE
                && !name.equals(".")
                && !name.equals("..");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            good = good && c > ' ' && c != '/' && c != ':' && c != 0x7f;
        }
        return good;
    }
}
