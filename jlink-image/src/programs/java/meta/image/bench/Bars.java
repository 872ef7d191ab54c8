package meta.image.bench;

import java.util.List;
import java.util.Locale;
import meta.image.bench.Svg.Anchor;
import meta.image.bench.Svg.Point;

/**
 * Draws a bar chart of the duration of ADD. Each program except {@link DrawnProgram#LINKED} has two bars: one for the smallest and one for
 * the largest number of other pods on the node. If the run has only one number of other pods, each program has one bar.
 */
final class Bars {
    static final int WIDTH = 760;

    private static final int LEFT = 200;
    private static final int RIGHT = WIDTH - 90;
    private static final int TOP = 66;
    private static final int BAR = 20;
    private static final int STEP = 28;
    private static final int GROUP_GAP = 34;

    private final DrawnResults measured;
    private final List<DrawnProgram> shown;
    private final List<Integer> groups;
    private final double longest;

    Bars(DrawnResults measured) {
        this.measured = measured;
        shown = measured.series().stream()
                .filter(series -> series != DrawnProgram.LINKED)
                .toList();
        List<Integer> pods = measured.pods();
        groups = pods.size() == 1 ? pods : List.of(pods.getFirst(), pods.getLast());
        longest = groups.stream()
                .flatMap(count -> shown.stream().map(series -> measured.add(series, count)))
                .mapToDouble(Spread::max)
                .max()
                .orElseThrow();
    }

    /** {@return the height of the chart in pixels} */
    int height() {
        return TOP + groups.size() * (GROUP_GAP + shown.size() * STEP) + 24;
    }

    String svg() {
        String title = "ADD of one dual-stack pod, in milliseconds";
        Svg svg = new Svg(WIDTH, height(), title);
        svg.text(new Point(24, 28), Anchor.START, "ink title", title);
        svg.text(
                new Point(24, 48),
                Anchor.START,
                "ink small",
                measured.calls() + "; " + measured.date() + ", " + measured.machine());
        double y = TOP;
        for (int count : groups) {
            y += GROUP_GAP;
            svg.text(new Point(24, y - 10), Anchor.START, "ink", group(count));
            for (DrawnProgram series : shown) {
                bar(svg, series, measured.add(series, count), y);
                y += STEP;
            }
        }
        svg.line(new Point(LEFT, TOP + 20), new Point(LEFT, y), "whisker");
        svg.text(new Point(24, height() - 10), Anchor.START, "ink small", "Bar: median. Line: minimum to maximum.");
        return svg.finished();
    }

    private static String group(int count) {
        return count == 0 ? "Empty node" : String.format(Locale.ROOT, "%,d other pods", count);
    }

    private void bar(Svg svg, DrawnProgram series, Spread add, double y) {
        double middle = y + BAR / 2.0;
        svg.text(new Point(LEFT - 8, middle + 4), Anchor.END, "ink", series.label());
        svg.bar(new Point(LEFT, y), x(add.median()) - LEFT, BAR, series.style());
        svg.line(new Point(x(add.min()), middle), new Point(x(add.max()), middle), "whisker");
        svg.text(new Point(x(add.max()) + 8, middle + 4), Anchor.START, "ink", Millis.text(add.median()));
    }

    private double x(double millis) {
        return LEFT + (RIGHT - LEFT) * millis / longest;
    }
}
