package meta.core.plugin;

/** The form of the names of plugin types and steps. */
public final class Names {
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
}
