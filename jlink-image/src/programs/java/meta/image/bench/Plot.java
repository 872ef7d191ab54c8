package meta.image.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import meta.image.bench.Svg.Anchor;
import meta.image.bench.Svg.Point;

/** Draws the duration of ADD against the number of other pods on the node, with a curve for each program. */
final class Plot {
    static final int WIDTH = 760;
    static final int HEIGHT = 440;

    /** The two numbers of pods that get a mark: the kubelet's default limit of pods on a node, and a common limit on large nodes. */
    static final List<Integer> MARKS = List.of(110, 250);

    private static final int LEFT = 64;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 68;
    private static final int BOTTOM = HEIGHT - 72;
    private static final int LABEL_GAP = 16;
    private static final int LABEL_WIDTH = 40;

    private final DrawnResults measured;
    private final List<Integer> pods;
    private final LogScale millis;

    Plot(DrawnResults measured) {
        this.measured = measured;
        this.pods = measured.pods();
        List<Spread> all = new ArrayList<>();
        for (DrawnProgram series : measured.series()) {
            pods.forEach(count -> all.add(measured.add(series, count)));
        }
        millis = LogScale.around(all, TOP, BOTTOM);
    }

    String svg() {
        String title = "ADD of one dual-stack pod, by the number of other pods on the node";
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        svg.text(new Point(LEFT, 28), Anchor.START, "ink title", title);
        svg.text(
                new Point(LEFT, 48),
                Anchor.START,
                "ink small",
                measured.calls() + "; " + measured.date() + ", " + measured.machine());
        axes(svg);
        for (DrawnProgram series : measured.series()) {
            band(svg, series);
        }
        for (DrawnProgram series : measured.series()) {
            svg.curve(points(series, Spread::median), series.style());
        }
        labels().forEach((series, at) -> svg.text(at, Anchor.END, series.style(), label(series)));
        return svg.finished();
    }

    private void axes(Svg svg) {
        for (double tick : millis.ticks()) {
            svg.line(new Point(LEFT, millis.y(tick)), new Point(RIGHT, millis.y(tick)), "grid");
            svg.text(new Point(LEFT - 8, millis.y(tick) + 4), Anchor.END, "ink", Millis.tick(tick));
        }
        List<Integer> ticks = new ArrayList<>(pods);
        for (int mark : MARKS) {
            if (mark < pods.getLast()) {
                svg.line(new Point(x(mark), TOP), new Point(x(mark), BOTTOM), "mark");
                if (!ticks.contains(mark)) {
                    ticks.add(mark);
                }
            }
        }
        double right = 0;
        for (int tick : ticks.stream().sorted().toList()) {
            if (x(tick) < right + LABEL_WIDTH) {
                continue; // there is no room for the label
            }
            right = x(tick);
            svg.text(new Point(x(tick), BOTTOM + 20), Anchor.MIDDLE, "ink", String.format(Locale.ROOT, "%,d", tick));
        }
        Point middle = new Point((LEFT + RIGHT) / 2.0, BOTTOM + 40);
        svg.text(middle, Anchor.MIDDLE, "ink", "other pods on the node");
        svg.text(
                new Point(LEFT, HEIGHT - 12),
                Anchor.START,
                "ink small",
                "Curve: median. Band: minimum to maximum. Dashed: limits of pods per node, 110 by default and 250 on large nodes.");
    }

    private void band(Svg svg, DrawnProgram series) {
        List<Point> corners = new ArrayList<>(points(series, Spread::max));
        corners.addAll(points(series, Spread::min).reversed());
        svg.area(corners, series.style());
    }

    private interface Value {
        double of(Spread spread);
    }

    private List<Point> points(DrawnProgram series, Value value) {
        return pods.stream()
                .map(count -> new Point(x(count), millis.y(value.of(measured.add(series, count)))))
                .toList();
    }

    private String label(DrawnProgram series) {
        double last = measured.add(series, pods.getLast()).median();
        return series.label() + ": " + Millis.text(last);
    }

    /**
     * {@return the position of each curve's label} The label of the lowest curve is below the end of its curve, the other labels are above.
     * Two labels are at least a line apart.
     */
    private Map<DrawnProgram, Point> labels() {
        List<DrawnProgram> upwards = measured.series().stream()
                .sorted(Comparator.comparingDouble(
                        series -> measured.add(series, pods.getLast()).median()))
                .toList();
        Map<DrawnProgram, Point> labels = new LinkedHashMap<>();
        double above = BOTTOM - 4.0;
        for (DrawnProgram series : upwards) {
            Spread last = measured.add(series, pods.getLast());
            double wanted = labels.isEmpty() && upwards.size() > 1
                    ? millis.y(last.min()) + LABEL_GAP
                    : millis.y(last.max()) - 6;
            double y = Math.max(TOP + 12.0, Math.min(wanted, above));
            labels.put(series, new Point(RIGHT - 6, y));
            above = y - LABEL_GAP;
        }
        return labels;
    }

    private double x(int count) {
        return LEFT + (RIGHT - LEFT) * (double) count / Math.max(1, pods.getLast());
    }
}
