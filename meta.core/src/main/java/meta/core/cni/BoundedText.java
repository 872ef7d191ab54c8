package meta.core.cni;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Limits the length of texts. A shortened text ends with the number of omitted characters. A character is a UTF-16 unit; no surrogate pair is split.
 */
public final class BoundedText {
    public static final int MAX_LINES = 50;

    /** In characters, without the note about omitted characters. */
    public static final int MAX_LINE = 3500;

    /** In characters, without the note about omitted characters. */
    public static final int MAX_TEXT = 16_000;

    private BoundedText() {}

    /** {@return the first {@value #MAX_LINES} elements, limited like {@link #line}, and the number of omitted elements as one more text} */
    public static List<String> list(Collection<?> elements) {
        List<String> first = new ArrayList<>();
        for (Object element : elements) {
            if (first.size() == MAX_LINES) {
                first.add("… and " + (elements.size() - MAX_LINES) + " more");
                break;
            }
            first.add(line(String.valueOf(element)));
        }
        return first;
    }

    /** {@return the texts of {@link #list}, each on its own line, limited like {@link #text}} */
    public static String lines(Collection<?> elements) {
        return text(String.join("\n", list(elements)));
    }

    /** {@return the line, limited to {@value #MAX_LINE} characters} */
    public static String line(String line) {
        return beginning(line, MAX_LINE);
    }

    /** {@return the text, limited to {@value #MAX_TEXT} characters} */
    public static String text(String text) {
        return beginning(text, MAX_TEXT);
    }

    private static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(longest - 1));
        int end = splitsPair ? longest - 1 : longest;
        return text.substring(0, end) + "… and " + (text.length() - end) + " characters more";
    }
}
