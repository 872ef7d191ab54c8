package meta.netlink.unix;

/** A text as one word for a shell. */
public record ShellWord(String text) {
    private static final String PLAIN = "@%+=:,./-_";

    /** {@return the text; in single quotes if it is empty or contains characters that may need them} */
    @Override
    public String toString() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && PLAIN.indexOf(c) < 0) {
                return inQuotes();
            }
        }
        return text.isEmpty() ? inQuotes() : text;
    }

    private String inQuotes() {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
