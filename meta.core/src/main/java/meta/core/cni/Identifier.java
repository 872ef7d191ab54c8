package meta.core.cni;

/** The names of containers and networks. */
final class Identifier {
    private Identifier() {}

    /** {@return whether the text is a valid container id or network name (CNI spec 1.1.0 "Parameters")} */
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
