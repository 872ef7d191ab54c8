package meta.image.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section of a Markdown document. The section named NAME is between the comments {@code <!-- NAME -->} and {@code <!-- /NAME -->}.
 *
 * @param text the text of the section, in Markdown
 */
record DocumentSection(String text) {
    private static final Pattern ARROW = Pattern.compile("^ *([\\w.]+) (-->|-\\.->) ([\\w.]+)$", Pattern.MULTILINE);

    /**
     * {@return the section with this name}
     *
     * @throws IllegalStateException if the document has no such section
     */
    static DocumentSection in(Path document, String section) throws IOException {
        String all = Files.readString(document);
        String begin = "<!-- " + section + " -->";
        int from = all.indexOf(begin);
        int to = all.indexOf("<!-- /" + section + " -->");
        if (from < 0 || to < from) {
            throw new IllegalStateException(document + " has no section " + section);
        }
        return new DocumentSection(all.substring(from + begin.length(), to));
    }

    /** {@return the arrows in the section's Mermaid flowcharts, each as {@code a --> b} or {@code a -.-> b}} */
    Set<String> arrows() {
        Set<String> arrows = new TreeSet<>();
        Matcher arrow = ARROW.matcher(text);
        while (arrow.find()) {
            arrows.add(arrow.group().strip());
        }
        return arrows;
    }

    /**
     * {@return the cells of a column of the section's table, without the heading, and without the back quotes of code}
     *
     * @param index the index of the column, from 0
     */
    List<String> column(int index) {
        return text.lines()
                .filter(line -> line.startsWith("| "))
                .skip(1) // the heading
                .map(line -> line.split("\\|", -1)[index + 1].strip().replace("`", ""))
                .toList();
    }
}
