package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import meta.spi.net.Netns;

/**
 * Reads the words of one line of a plan or a state, one after the other. Errors contain the line and its number. The words are in the form
 * that {@link IpDialect} chooses among synonyms.
 */
final class Line {
    private final int number;
    private final String text;
    private final List<String> words;
    private final String comment;
    private int position;

    private Line(int number, String text, ShellLine shell) {
        this.number = number;
        this.text = text;
        this.words = IpDialect.canonical(shell.words());
        this.comment = shell.comment();
    }

    /** {@return the lines of the text that contain words} Numbers of lines start at 1. */
    static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            ShellLine shell = ShellLine.read(line);
            if (!shell.words().isEmpty()) {
                lines.add(new Line(number, line.strip(), shell));
            }
        }
        return lines;
    }

    /** {@return the reason in a comment {@code # because REASON}; empty if the line has no such comment} */
    String reason() {
        return comment.startsWith("because ") ? comment.substring("because ".length()) : "";
    }

    /** {@return all words of the line, including those that have been read} */
    List<String> words() {
        return words;
    }

    boolean hasNext() {
        return position < words.size();
    }

    /** {@return whether the next word is this one} If it is, the word counts as read. */
    boolean accept(String word) {
        boolean next = hasNext() && words.get(position).equals(word);
        position += next ? 1 : 0;
        return next;
    }

    /**
     * {@return the next word}
     *
     * @param expected what the word should be, for the error text
     * @throws IllegalArgumentException if there are no more words
     */
    String next(String expected) {
        if (!hasNext()) {
            throw error("ends where " + expected + " is expected");
        }
        return words.get(position++);
    }

    /**
     * {@return the next word as a value}
     *
     * @param expected what the word should be, for the error text
     * @throws IllegalArgumentException if there are no more words, or the parser rejects the word
     */
    <T> T next(String expected, Function<String, T> parser) {
        String word = next(expected);
        try {
            return parser.apply(word);
        } catch (IllegalArgumentException e) {
            throw error("\"" + word + "\" is not " + expected + ": " + e.getMessage(), e);
        }
    }

    /**
     * {@return the next word as a number in a notation that {@link Integer#decode} accepts}
     *
     * @param expected what the word should be, for the error text
     * @throws IllegalArgumentException if there are no more words, or the word is not such a number
     */
    int number(String expected) {
        return next(expected, Integer::decode);
    }

    /**
     * {@return the next word as a number from 0 to 4294967295}
     *
     * @param expected what the word should be, for the error text
     * @throws IllegalArgumentException if there are no more words, or the word is not such a number
     */
    long unsignedInt(String expected) {
        return next(expected, Integer::parseUnsignedInt) & 0xffff_ffffL;
    }

    /**
     * {@return the namespace that the next word names}
     *
     * @throws IllegalArgumentException if the next word is neither {@code host} nor {@code pod}
     */
    Netns netns() {
        String word = next("host or pod");
        for (Netns netns : Netns.values()) {
            if (netns.toString().equals(word)) {
                return netns;
            }
        }
        throw error("\"" + word + "\" is no namespace; a line begins with host or pod");
    }

    /**
     * {@return an exception to throw, about the word that was read last}
     *
     * @param of the text that cannot contain the word
     * @param accepted the words that the text can contain
     */
    IllegalArgumentException unknownWord(String of, String accepted) {
        return error("\"" + words.get(position - 1) + "\" is no word of " + of + "; accepted: " + accepted);
    }

    /** {@return an exception to throw, with the number of the line, the line and this message} */
    IllegalArgumentException error(String message) {
        return error(message, null);
    }

    private IllegalArgumentException error(String message, IllegalArgumentException cause) {
        return new IllegalArgumentException("line " + number + ": " + text + "\n  " + message, cause);
    }

    @Override
    public String toString() {
        return text;
    }
}
