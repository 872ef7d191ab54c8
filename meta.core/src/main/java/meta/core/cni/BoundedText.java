package meta.core.cni;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Limits the length of error texts and log lines that contain text from a document or a pod. A text that is cut ends with the number of omitted
 * characters, and a list that is cut with the number of omitted elements. A character is a UTF-16 unit; no surrogate pair is split.
 */
public final class BoundedText {
    /** The maximum number of elements in a list. If there are more, one more text gives the number of omitted elements. */
    public static final int MAX_LINES = 50;

    /** The maximum length of a line in characters. The note about the omitted characters is not counted. */
    public static final int MAX_LINE = 3500;

    /** The maximum length of a text in characters. The note about the omitted characters is not counted. */
    public static final int MAX_TEXT = 16_000;

    private BoundedText() {}

    /**
     * {@return the first {@value #MAX_LINES} elements as text, each limited like {@link #line}} If there are more, one more text gives the number of
     * omitted elements.
     */
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

    /** {@return the elements as one text, each on its own line} {@link #list} limits the number of elements, and {@link #text} the whole text. */
    public static String lines(Collection<?> elements) {
        return text(String.join("\n", list(elements)));
    }

    /** {@return the line; if it has more than {@value #MAX_LINE} characters, its beginning and the number of omitted characters} */
    public static String line(String line) {
        return beginning(line, MAX_LINE);
    }

    /** {@return the text; if it has more than {@value #MAX_TEXT} characters, its beginning and the number of omitted characters} */
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
