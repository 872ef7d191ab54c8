package meta.core.cni;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Shortens long texts for messages and logs. At the end of a shortened text, a note gives the number of omitted characters or elements.
 *
 * <p>A character is a UTF-16 unit; a surrogate pair is kept or omitted as a whole.
 */
public final class TextShortener {
    /** The maximum number of elements in the result of {@link #list}, without the note about omitted elements. */
    public static final int MAX_LINES = 50;

    /** The maximum length of the result of {@link #line} in characters, without the note about omitted characters. */
    public static final int MAX_LINE = 3500;

    /** The maximum length of the result of {@link #text} in characters, without the note about omitted characters. */
    public static final int MAX_TEXT = 16_000;

    private TextShortener() {}

    /**
     * {@return the first {@value #MAX_LINES} elements as texts, each shortened as {@link #line} does} If there are more elements, a last text gives
     * the number of omitted elements.
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

    /** {@return the texts that {@link #list} returns, joined by line feeds; the whole text is shortened as {@link #text} does} */
    public static String lines(Collection<?> elements) {
        return text(String.join("\n", list(elements)));
    }

    /** {@return the text, shortened to {@value #MAX_LINE} characters and a note if it is longer} */
    public static String line(String line) {
        return beginning(line, MAX_LINE);
    }

    /** {@return the text, shortened to {@value #MAX_TEXT} characters and a note if it is longer} */
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
