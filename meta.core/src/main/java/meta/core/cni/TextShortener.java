package meta.core.cni;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Shortens long texts for messages and logs. A note at the end, which the maximum does not include, gives the number of omitted characters
 * or elements. A character is a UTF-16 unit; a surrogate pair is kept or omitted as a whole.
 */
public final class TextShortener {
    public static final int MAX_LINES = 50;

    public static final int MAX_LINE = 3500;

    public static final int MAX_TEXT = 16_000;

    private TextShortener() {}

    /** {@return the first {@value #MAX_LINES} elements as texts, each shortened as {@link #line} does, and a note about the others} */
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

    /** {@return the texts of {@link #list}, joined by line feeds; the whole is shortened as {@link #text} does} */
    public static String lines(Collection<?> elements) {
        return text(String.join("\n", list(elements)));
    }

    /** {@return the text, shortened to at most {@value #MAX_LINE} characters and a note} */
    public static String line(String line) {
        return beginning(line, MAX_LINE);
    }

    /** {@return the text, shortened to at most {@value #MAX_TEXT} characters and a note} */
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
