package meta.core.cni;

/**
 * Escapes text of unknown origin, so that a terminal can show the text safely. Invisible characters, such as control and format characters, could
 * move the cursor, or hide or reorder text. They become <code>&#92;uXXXX</code> escapes.
 */
public final class VisibleText {
    private VisibleText() {}

    /** {@return the text with escapes in place of {@linkplain #isInvisible invisible characters}; line feeds and tabs stay} */
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
     * {@return whether a character is invisible: a control or format character, a line or paragraph separator, or a lone surrogate} Line feed and tab
     * are control characters too.
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

    /** Appends the escape of a character as JSON and Java write it. A character outside the BMP becomes two escapes, one for each surrogate. */
    public static void appendEscape(StringBuilder text, int point) {
        for (char c : Character.toChars(point)) {
            String digits = Integer.toHexString(c);
            text.append('\\').append('u').repeat('0', 4 - digits.length()).append(digits);
        }
    }
}
