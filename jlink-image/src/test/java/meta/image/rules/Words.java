package meta.image.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The forbidden words and phrases, which the last table of {@code docs/glossary.md} lists.
 *
 * @param entries an entry for each row of the table
 */
record Words(List<Entry> entries) {
    /** A pattern for the white space between two words of a phrase. It can contain the end of a line and the beginning of the next comment line. */
    private static final String BREAK = "\\s+(?:(?:\\*|//|#|--)\\s+)?";

    private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_");

    /**
     * A row of the table.
     *
     * @param phrase a pattern that matches each forbidden word and phrase of the row
     * @param identifier whether the forbidden words are names of former classes
     * @param instead the words to write instead, as the table gives them
     * @param allowed the phrases in which the forbidden words are allowed, in lower case
     */
    record Entry(Pattern phrase, boolean identifier, String instead, List<String> allowed) {
        private static Entry of(String row) {
            List<String> cells = Arrays.stream(
                            row.substring(1, row.length() - 1).split("\\|", -1))
                    .map(String::strip)
                    .toList();
            List<String> phrases = list(cells.get(0));
            boolean identifier = Character.isUpperCase(phrases.getFirst().charAt(0));
            String any = phrases.stream().map(Entry::pattern).collect(Collectors.joining("|"));
            Pattern pattern = Pattern.compile(
                    "(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])", identifier ? 0 : Pattern.CASE_INSENSITIVE);
            return new Entry(
                    pattern, identifier, cells.get(1), list(cells.get(2).toLowerCase(Locale.ROOT)));
        }

        private static List<String> list(String cell) {
            return Arrays.stream(cell.split(","))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
        }

        private static String pattern(String phrase) {
            return Arrays.stream(phrase.split(" ")).map(Pattern::quote).collect(Collectors.joining(BREAK)) + "s?";
        }

        private boolean isAllowed(String text, Matcher match) {
            return allowed.stream().anyMatch(each -> {
                int from = Math.max(0, match.start() - each.length());
                int to = Math.min(text.length(), match.end() + each.length());
                return text.substring(from, to)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll(BREAK, " ")
                        .contains(each);
            });
        }
    }

    static Words in(Path glossary) throws IOException {
        String text = Files.readString(glossary);
        String table = text.substring(text.indexOf("<!-- words -->"), text.indexOf("<!-- /words -->"));
        return new Words(table.lines()
                .filter(line -> line.startsWith("| "))
                .skip(1) // the heading
                .map(Entry::of)
                .toList());
    }

    /** {@return a message for each forbidden word in a text: the number of the line, the word, and the words to write instead} */
    List<String> in(String text) {
        String split = CAMEL_CASE.matcher(text).replaceAll(" ");
        List<String> found = new ArrayList<>();
        for (Entry entry : entries) {
            find(entry, text, found);
            if (!entry.identifier()) {
                findInNames(entry, text, split, found);
            }
        }
        return found.stream().distinct().toList();
    }

    private static void find(Entry entry, String text, List<String> found) {
        Matcher match = entry.phrase().matcher(text);
        while (match.find()) {
            if (!entry.isAllowed(text, match)) {
                found.add(line(text, match.start()) + ": \"" + match.group().replaceAll(BREAK, " ") + "\": "
                        + entry.instead());
            }
        }
    }

    /** Finds forbidden words that are parts of names in camel case or in capitals. */
    private static void findInNames(Entry entry, String text, String split, List<String> found) {
        String[] lines = split.split("\n", -1);
        String[] originals = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher match = entry.phrase().matcher(lines[i]);
            while (!lines[i].equals(originals[i]) && match.find()) {
                if (match.group().indexOf(' ') < 0 && !entry.isAllowed(lines[i], match)) {
                    found.add((i + 1) + ": \"" + match.group() + "\": " + entry.instead());
                }
            }
        }
    }

    private static long line(String text, int offset) {
        return 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
