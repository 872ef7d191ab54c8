package meta.launcher.runtime;

/** Reads a TOML text from a position, which moves behind what was read. */
final class TomlScanner {
    private static final char END = '\0'; // no valid TOML text contains this character
    private static final String WORD_ENDS = ",]}#=\n\r\t ";
    private static final int MAX_CODE_POINT_DIGITS = 8;

    private final String text;
    private int at;

    TomlScanner(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** {@return the character at the position; NUL at the end of the text} */
    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /**
     * Reads the expected text if it is at the position.
     *
     * @return whether the text was at the position
     */
    boolean accept(String expected) {
        boolean found = text.startsWith(expected, at);
        at += found ? expected.length() : 0;
        return found;
    }

    /**
     * Reads the expected text.
     *
     * @throws TomlException if another text is at the position
     */
    void expect(String expected) throws TomlException {
        if (!accept(expected)) {
            throw error("expected " + expected + ", found " + described());
        }
    }

    private String described() {
        return atEnd() ? "the end of the text" : peek() == '\n' ? "the end of the line" : "'" + peek() + "'";
    }

    TomlException error(String reason) {
        int line =
                1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        return new TomlException(line, reason);
    }

    void skipSpace() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    void skipLines() {
        while (true) {
            skipSpace();
            skipComment();
            if (!accept("\n") && !accept("\r\n")) {
                return;
            }
        }
    }

    private void skipComment() {
        if (peek() == '#') {
            while (!atEnd() && peek() != '\n') {
                at++;
            }
        }
    }

    /**
     * Skips the rest of a line, which may only contain whitespace and a comment.
     *
     * @throws TomlException if the line contains something else
     */
    void endLine() throws TomlException {
        skipSpace();
        skipComment();
        if (!atEnd() && !accept("\n") && !accept("\r\n")) {
            throw error("expected the end of the line, found " + described());
        }
    }

    /**
     * Reads one part of a key, which may be in quotes.
     *
     * @return the part, without the quotes
     * @throws TomlException if no key can be read at the position
     */
    String keyPart() throws TomlException {
        if (peek() == '"') {
            return basic();
        }
        if (peek() == '\'') {
            return literal();
        }
        int start = at;
        while (isBare(peek())) {
            at++;
        }
        if (at == start) {
            throw error("expected a key, found " + described());
        }
        return text.substring(start, at);
    }

    private static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    /**
     * Reads a number, boolean, date or time, without a check of the value.
     *
     * @throws TomlException if no value is at the position
     */
    String word() throws TomlException {
        int start = at;
        skipWord();
        boolean date = text.substring(start, at).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        if (date && peek() == ' ' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            at++;
            skipWord(); // RFC 3339 allows a space between a date and a time
        }
        if (at == start) {
            throw error("expected a value, found " + described());
        }
        return text.substring(start, at);
    }

    private void skipWord() {
        while (!atEnd() && WORD_ENDS.indexOf(peek()) < 0) {
            at++;
        }
    }

    /**
     * Reads a string of any of the four kinds of TOML.
     *
     * @return the string, without the quotes and with its escapes replaced
     * @throws TomlException if no string can be read at the position
     */
    String string() throws TomlException {
        if (accept("\"\"\"")) {
            return multiline("\"\"\"");
        }
        if (accept("'''")) {
            return multiline("'''");
        }
        return peek() == '"' ? basic() : literal();
    }

    private String basic() throws TomlException {
        expect("\"");
        StringBuilder value = new StringBuilder();
        while (!accept("\"")) {
            character(value, true);
        }
        return value.toString();
    }

    private String literal() throws TomlException {
        expect("'");
        StringBuilder value = new StringBuilder();
        while (!accept("'")) {
            requireSameLine();
            value.append(text.charAt(at++));
        }
        return value.toString();
    }

    private String multiline(String quotes) throws TomlException {
        if (!accept("\n")) {
            accept("\r\n"); // a line end directly after the quotes is not part of the value
        }
        StringBuilder value = new StringBuilder();
        while (!accept(quotes)) {
            if (atEnd()) {
                throw error("the string has no end");
            }
            if (quotes.equals("'''")) {
                value.append(text.charAt(at++));
            } else if (!acceptContinuation()) {
                character(value, false);
            }
        }
        while (accept(quotes.substring(2))) {
            value.append(quotes.charAt(0)); // the value may end with quotes, directly before the closing quotes
        }
        return value.toString();
    }

    /**
     * Skips a backslash at the end of a line and all whitespace after it.
     *
     * @return whether the backslash was at the position
     */
    private boolean acceptContinuation() {
        int end = at + 1;
        while (end < text.length()
                && (text.charAt(end) == ' ' || text.charAt(end) == '\t' || text.charAt(end) == '\r')) {
            end++;
        }
        if (peek() != '\\' || end == text.length() || text.charAt(end) != '\n') {
            return false;
        }
        at = end;
        while (!atEnd() && Character.isWhitespace(peek())) {
            at++;
        }
        return true;
    }

    private void character(StringBuilder value, boolean oneLine) throws TomlException {
        if (oneLine) {
            requireSameLine();
        }
        char next = text.charAt(at++);
        if (next == '\\') {
            escape(value);
        } else {
            value.append(next);
        }
    }

    private void requireSameLine() throws TomlException {
        if (atEnd() || peek() == '\n') {
            throw error("the string has no end");
        }
    }

    private void escape(StringBuilder value) throws TomlException {
        requireSameLine(); // in a string on several lines, acceptContinuation() reads a backslash at a line end
        char kind = peek();
        at++;
        switch (kind) {
            case 'b' -> value.append('\b');
            case 't' -> value.append('\t');
            case 'n' -> value.append('\n');
            case 'f' -> value.append('\f');
            case 'r' -> value.append('\r');
            case 'e' -> value.append('\u001b');
            case '"', '\\' -> value.append(kind);
            case 'u' -> value.appendCodePoint(codePoint(MAX_CODE_POINT_DIGITS / 2));
            case 'U' -> value.appendCodePoint(codePoint(MAX_CODE_POINT_DIGITS));
            default -> throw error("unknown escape \\" + kind);
        }
    }

    private int codePoint(int digits) throws TomlException {
        String hex = text.substring(at, Math.min(at + digits, text.length()));
        if (!hex.matches("[0-9a-fA-F]{" + digits + "}") || !Character.isValidCodePoint(parsed(hex))) {
            throw error("4 hexadecimal digits of a character are expected after \\u, 8 after \\U");
        }
        at += digits;
        return parsed(hex);
    }

    private static int parsed(String hex) {
        return (int) Math.min(Long.parseLong(hex, 16), Integer.MAX_VALUE);
    }
}
