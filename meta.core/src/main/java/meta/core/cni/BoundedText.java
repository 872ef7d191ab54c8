package meta.core.cni;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Limits the length of error texts and log lines that quote a document or a pod. A cut text ends with the number of omitted items. */
public final class BoundedText {
    /** The maximum number of elements that are listed. */
    public static final int MAX_LINES = 50;

    /** The maximum length of a line in characters. */
    public static final int MAX_LINE = 3500;

    /** The maximum length of a text in characters. */
    public static final int MAX_TEXT = 16_000;

    private BoundedText() {}

    /** {@return at most {@value #MAX_LINES} elements as text, each at most {@value #MAX_LINE} characters long, then the number of the others} */
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

    /** {@return the elements as one text with a line for each, limited like {@link #list} and {@link #text}} */
    public static String lines(Collection<?> elements) {
        return text(String.join("\n", list(elements)));
    }

    /** {@return the line; its first {@value #MAX_LINE} characters and the number of the others if it is longer} */
    public static String line(String line) {
        return beginning(line, MAX_LINE);
    }

    /** {@return the text; its first {@value #MAX_TEXT} characters and the number of the others if it is longer} */
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
