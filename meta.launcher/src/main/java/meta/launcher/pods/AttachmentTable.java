package meta.launcher.pods;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import meta.core.cni.VisibleText;

/**
 * Formats attachments as a table of text.
 *
 * @param wide whether the table has additional columns
 * @param now the current time
 */
public record AttachmentTable(boolean wide, Instant now) {
    private static final int MAX_CELL = 120; // in characters

    private record Column(String title, Function<ShownAttachment, String> text) {}

    /** {@return a line with the titles of the columns, and a line for each attachment} */
    public List<String> lines(List<ShownAttachment> attachments) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns().stream().map(Column::title).toList());
        for (ShownAttachment attachment : attachments) {
            rows.add(columns().stream()
                    .map(column -> cell(column.text().apply(attachment)))
                    .toList());
        }
        int[] widths = new int[columns().size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("POD", shown -> shown.pod().shown()),
                new Column("NETWORK", shown -> shown.record().attachment().network()),
                new Column("TYPE", shown -> shown.record().type()),
                new Column("NIC", shown -> shown.record().attachment().ifname()),
                new Column("ADDRESSES", shown -> String.join(",", shown.addresses())),
                new Column("NODE END", ShownAttachment::nodeEnd),
                new Column("AGE", shown -> age(Duration.between(shown.record().time(), now))),
                new Column("STATE", shown -> shown.state().text()),
                new Column("KNOWN FROM", ShownAttachment::source)));
        if (wide) {
            columns.add(new Column("CONTAINER", shown -> shown.pod().containerId()));
            columns.add(new Column("NETNS", shown -> shown.pod().netns()));
            columns.add(new Column("VERSION", shown -> shown.record().version()));
            columns.add(
                    new Column("LAST CAUSE", shown -> shown.record().history().cause()));
        }
        return columns;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i));
            if (i + 1 < row.size()) {
                line.append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    private static String cell(String text) {
        String oneLine = VisibleText.of(text).replace("\n", "\\n").replace("\t", "\\t");
        String cut = oneLine.length() > MAX_CELL ? oneLine.substring(0, MAX_CELL - 1) + "…" : oneLine;
        return cut.isEmpty() ? "-" : cut;
    }

    /** {@return a duration in seconds, minutes, hours or days, rounded down, such as {@code 90s}; {@code 0s} if it is negative} */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
