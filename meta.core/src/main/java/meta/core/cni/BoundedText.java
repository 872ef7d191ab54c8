package meta.core.cni;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Bounds texts whose length a document or a pod decides: error texts and log lines. What is left out is counted.
 */
public final class BoundedText {
    /** The most lines of a list that a text names. */
    public static final int LINES = 50;

    /** The longest line, in characters. */
    public static final int LINE = 3500;

    /** The longest text, in characters. */
    public static final int TEXT = 16_000;

    private BoundedText() {}

    /** {@return the first elements as text, at most {@value #LINES}, then how many there are more} */
    public static List<String> list(Collection<?> elements) {
        List<String> first = new ArrayList<>();
        for (Object element : elements) {
            if (first.size() == LINES) {
                first.add("… and " + (elements.size() - LINES) + " more");
                break;
            }
            first.add(line(String.valueOf(element)));
        }
        return first;
    }

    /** {@return the first elements as one text, a line each} */
    public static String lines(Collection<?> elements) {
        return text(String.join("\n", list(elements)));
    }

    /** {@return the beginning of a line, and how many characters there are more} */
    public static String line(String line) {
        return beginning(line, LINE);
    }

    /** {@return the beginning of a text of several lines, and how many characters there are more} */
    public static String text(String text) {
        return beginning(text, TEXT);
    }

    private static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean betweenHalves = Character.isHighSurrogate(text.charAt(longest - 1));
        int end = betweenHalves ? longest - 1 : longest;
        return text.substring(0, end) + "… and " + (text.length() - end) + " characters more";
    }
}
