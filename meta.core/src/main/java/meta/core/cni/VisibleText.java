package meta.core.cni;

/**
 * Replaces {@linkplain #isInvisible invisible characters} by escapes of the form <code>&#92;uXXXX</code>. In text of unknown origin, the
 * characters could hide or reorder what a terminal shows.
 */
public final class VisibleText {
    private VisibleText() {}

    /** {@return the text with escapes in place of its {@linkplain #isInvisible invisible characters}, except line feeds and tabs} */
    public static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::isEscaped)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(visible, point));
        return visible.toString();
    }

    private static boolean isEscaped(int point) {
        return point != '\n' && point != '\t' && isInvisible(point);
    }

    private static void append(StringBuilder visible, int point) {
        if (isEscaped(point)) {
            appendEscape(visible, point);
        } else {
            visible.appendCodePoint(point);
        }
    }

    /**
     * {@return whether the code point is a control or format character, a line or paragraph separator, or a surrogate without its partner}
     */
    public static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** Appends the escape of a code point to the text. A code point above U+FFFF becomes two escapes. */
    public static void appendEscape(StringBuilder text, int point) {
        for (char c : Character.toChars(point)) {
            String digits = Integer.toHexString(c);
            text.append('\\').append('u').repeat('0', 4 - digits.length()).append(digits);
        }
    }
}
