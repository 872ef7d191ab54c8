package meta.core.cni;

/**
 * Escapes invisible characters in text of unknown origin as <code>&#92;uXXXX</code>, because a terminal could move the cursor, or hide or reorder
 * text.
 */
public final class VisibleText {
    private VisibleText() {}

    /** {@return the text with escapes in place of {@linkplain #isInvisible invisible characters}, except line feeds and tabs} */
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

    /** {@return whether the character is a control or format character, a line or paragraph separator, or a lone surrogate} */
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

    /** Appends the escape of a character; two escapes, one for each surrogate, if the character is outside the BMP. */
    public static void appendEscape(StringBuilder text, int point) {
        for (char c : Character.toChars(point)) {
            String digits = Integer.toHexString(c);
            text.append('\\').append('u').repeat('0', 4 - digits.length()).append(digits);
        }
    }
}
