package meta.core.cni;

/**
 * Text that may come from elsewhere, as it is shown to people: nothing in it moves a terminal's cursor, hides a part of the text, or changes
 * its order. What would do so is shown by its code, four hexadecimal digits behind a backslash and a {@code u}.
 */
public final class VisibleText {
    private VisibleText() {}

    /** {@return the text with codes; line ends and tabs stay} */
    public static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::isCoded)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(visible, point));
        return visible.toString();
    }

    private static boolean isCoded(int point) {
        return point != '\n' && point != '\t' && isInvisible(point);
    }

    private static void append(StringBuilder visible, int point) {
        if (isCoded(point)) {
            appendCode(visible, point);
        } else {
            visible.appendCodePoint(point);
        }
    }

    /** {@return whether a character is not seen as one of its own: a control, a mark of direction or format, half of a pair} */
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

    /** Appends the code of a character, as JSON and Java write it. */
    public static void appendCode(StringBuilder text, int point) {
        for (char c : Character.toChars(point)) {
            String digits = Integer.toHexString(c);
            text.append('\\').append('u').repeat('0', 4 - digits.length()).append(digits);
        }
    }
}
