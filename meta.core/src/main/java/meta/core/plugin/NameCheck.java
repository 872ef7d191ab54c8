package meta.core.plugin;

import java.util.Objects;

/** Checks the names of third-party steps and plugin types, and of the kinds of effects. */
final class NameCheck {
    private NameCheck() {}

    /**
     * {@return the name, unchanged}
     *
     * @throws IllegalArgumentException unless the name is an ASCII letter, followed by any number of ASCII letters, digits, dots, hyphens
     *     and underscores
     */
    static String requireValid(String kind, String name) {
        boolean good = !Objects.requireNonNull(name, "the name of a " + kind).isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
            good = good && (letter || (i > 0 && other));
        }
        if (!good) {
            throw new IllegalArgumentException("\"" + name + "\" is not a valid name of a " + kind
                    + ": a letter, then letters, digits, dots, hyphens and underscores");
        }
        return name;
    }
}
