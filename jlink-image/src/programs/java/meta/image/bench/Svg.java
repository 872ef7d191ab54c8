package meta.image.bench;

import java.util.List;
import java.util.Locale;

/**
 * Builds an SVG picture that is readable on light and on dark pages.
 *
 * <p>The style classes are: {@code ink} for text, alone or together with {@code title} or {@code small}; {@code grid} for the lines of the
 * axes; {@code mark} for dashed lines; {@code whisker} for thin solid lines; and for each program, its {@link DrawnProgram#style}.
 */
final class Svg {
    private static final String STYLE = """
            <style>
            text { font-family: system-ui, sans-serif; font-size: 12px; }
            .title { font-size: 16px; font-weight: 600; } .small { font-size: 11px; }
            .paper { fill: #ffffff; } .ink { fill: #1f2328; }
            .grid { stroke: #d8dee4; } .mark { stroke: #8c959f; stroke-dasharray: 4 3; } .whisker { stroke: #1f2328; }
            .line { fill: none; stroke-width: 2; } .band { stroke: none; fill-opacity: 0.18; }
            .line.cold { stroke: #0969da; } .band.cold, .bar.cold, text.cold { fill: #0969da; }
            .line.go { stroke: #8250df; } .band.go, .bar.go, text.go { fill: #8250df; }
            .line.warm { stroke: #cf222e; } .band.warm, .bar.warm, text.warm { fill: #cf222e; }
            .line.linked { stroke: #1a7f37; } .band.linked, .bar.linked, text.linked { fill: #1a7f37; }
            @media (prefers-color-scheme: dark) {
            .paper { fill: #0d1117; } .ink { fill: #e6edf3; }
            .grid { stroke: #30363d; } .mark { stroke: #6e7681; } .whisker { stroke: #e6edf3; }
            .line.cold { stroke: #58a6ff; } .band.cold, .bar.cold, text.cold { fill: #58a6ff; }
            .line.go { stroke: #bc8cff; } .band.go, .bar.go, text.go { fill: #bc8cff; }
            .line.warm { stroke: #ff7b72; } .band.warm, .bar.warm, text.warm { fill: #ff7b72; }
            .line.linked { stroke: #3fb950; } .band.linked, .bar.linked, text.linked { fill: #3fb950; }
            }
            </style>
            """;

    private final StringBuilder body = new StringBuilder();

    /** A point, in pixels from the upper left corner of the picture. */
    record Point(double x, double y) {}

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** @param description a text for readers who cannot see the picture */
    Svg(int width, int height, String description) {
        add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
                width,
                height,
                width,
                height));
        add(String.format(Locale.ROOT, "<title>%s</title>", escaped(description)));
        body.append(STYLE);
        add(String.format(Locale.ROOT, "<rect class=\"paper\" width=\"%d\" height=\"%d\"/>", width, height));
    }

    void text(Point at, Anchor anchor, String style, String text) {
        add(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                style,
                at.x(),
                at.y(),
                anchor.name().toLowerCase(Locale.ROOT),
                escaped(text)));
    }

    void line(Point from, Point to, String style) {
        add(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                style,
                from.x(),
                from.y(),
                to.x(),
                to.y()));
    }

    void curve(List<Point> points, String style) {
        add(String.format(Locale.ROOT, "<polyline class=\"line %s\" points=\"%s\"/>", style, text(points)));
    }

    void area(List<Point> corners, String style) {
        add(String.format(Locale.ROOT, "<polygon class=\"band %s\" points=\"%s\"/>", style, text(corners)));
    }

    /** @param corner the upper left corner of the bar */
    void bar(Point corner, double width, double height, String style) {
        add(String.format(
                Locale.ROOT,
                "<rect class=\"bar %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                style,
                corner.x(),
                corner.y(),
                width,
                height));
    }

    /** {@return the SVG text of the picture with the elements that were added so far} */
    String finished() {
        return body + "</svg>\n";
    }

    private void add(String element) {
        body.append(element).append('\n');
    }

    private static String text(List<Point> points) {
        StringBuilder text = new StringBuilder();
        for (Point point : points) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(String.format(Locale.ROOT, "%.1f,%.1f", point.x(), point.y()));
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
