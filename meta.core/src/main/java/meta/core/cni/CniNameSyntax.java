package meta.core.cni;

/** Checks container ids and network names. */
final class CniNameSyntax {
    private CniNameSyntax() {}

    /** {@return whether the text is an ASCII letter or digit, then ASCII letters, digits, {@code _}, {@code .} and {@code -}} */
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
}
