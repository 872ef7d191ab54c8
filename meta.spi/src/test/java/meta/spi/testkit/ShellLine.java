package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * The words and the comment of a line, read with a small part of a shell's syntax: blanks and tabs separate words, single quotes and backslashes
 * quote, and {@code #} at the beginning of a word starts a comment. All other characters stand for themselves, including double quotes and {@code $}.
 *
 * @param words the words without their quotes
 * @param comment the text after {@code #}; empty if there is no comment
 */
record ShellLine(List<String> words, String comment) {

    static ShellLine read(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean inWord = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
                inWord = true;
            } else if (quoted) {
                word.append(c);
            } else if (c == '\\' && i + 1 < line.length()) {
                i++;
                word.append(line.charAt(i));
                inWord = true;
            } else if (c == '#' && !inWord) {
                return new ShellLine(words, line.substring(i + 1).strip());
            } else if (c == ' ' || c == '\t') {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return new ShellLine(words, "");
    }

    /** {@return the text with the quotes that {@link #read} needs to return it as one word; an empty text is returned unchanged} */
    static String quoted(String text) {
        boolean plain = text.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0);
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
