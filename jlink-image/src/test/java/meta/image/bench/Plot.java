package meta.image.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plot of curves: how long a call takes on a node with so many other pods.
 *
 * @param title what is above it
 * @param subtitle what is below that, in small letters
 * @param pods the values of the x axis, growing
 * @param curves the milliseconds at each of them, by the name of the curve
 */
record Plot(String title, String subtitle, List<Integer> pods, Map<String, List<Double>> curves) {
    private static final int LEFT = 70;
    private static final int TOP = 70;
    private static final int WIDTH = 560;
    private static final int HEIGHT = 280;
    private static final List<String> COLORS = List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd");

    /** {@return the plot as SVG; milliseconds are on a logarithmic scale} */
    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"420\" font-family=\"sans-serif\""
                + " font-size=\"12\">\n<rect width=\"760\" height=\"420\" fill=\"white\"/>\n");
        text(svg, LEFT, 28, "16", "start", title);
        text(svg, LEFT, 48, "11", "start", subtitle);
        for (double tick = lowest(); tick <= highest() * 1.001; tick *= 10) {
            line(svg, LEFT, y(tick), LEFT + WIDTH, y(tick));
            text(svg, LEFT - 8, y(tick) + 4, "12", "end", number(tick) + " ms");
        }
        for (int count : pods) {
            text(svg, x(count), TOP + HEIGHT + 20, "12", "middle", Integer.toString(count));
        }
        text(svg, LEFT + WIDTH / 2.0, TOP + HEIGHT + 42, "12", "middle", "other pods on the node");
        int color = 0;
        for (Map.Entry<String, List<Double>> curve : curves.entrySet()) {
            curve(svg, curve.getKey(), curve.getValue(), COLORS.get(color++ % COLORS.size()));
        }
        return svg.append("</svg>\n").toString();
    }

    private void curve(StringBuilder svg, String name, List<Double> millis, String color) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < millis.size(); i++) {
            points.append(number(x(pods.get(i))))
                    .append(',')
                    .append(number(y(millis.get(i))))
                    .append(' ');
        }
        svg.append("<polyline fill=\"none\" stroke=\"" + color + "\" stroke-width=\"2\" points=\""
                + points.toString().strip() + "\"/>\n");
        text(svg, LEFT + WIDTH + 8, y(millis.getLast()) + 4, "12", "start", name + " " + number(millis.getLast()));
    }

    private double lowest() {
        double least = curves.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        return Math.pow(10, Math.floor(Math.log10(least)));
    }

    private double highest() {
        double most = curves.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        return Math.max(lowest() * 10, Math.pow(10, Math.ceil(Math.log10(most))));
    }

    private double x(int count) {
        return LEFT + WIDTH * (double) count / Math.max(1, pods.getLast());
    }

    private double y(double millis) {
        double share = Math.log10(millis / lowest()) / Math.log10(highest() / lowest());
        return TOP + HEIGHT * (1 - share);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder svg, double x, double y, String size, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%s\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                size,
                anchor,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
