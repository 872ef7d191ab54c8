package meta.image.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PicturesTest {
    private static final Path RESULTS = Path.of("../docs/bench");

    static List<DrawnResults> runs() throws IOException {
        return List.of(
                DrawnResults.read(RESULTS.resolve("2026-11-24.json")),
                run(
                        List.of(0, 250),
                        Map.of(DrawnProgram.COLD, 100.0, DrawnProgram.WARM, 10.0, DrawnProgram.LINKED, 9.9)),
                run(
                        List.of(0, 110, 250, 5000),
                        Map.of(
                                DrawnProgram.COLD,
                                99_000.0,
                                DrawnProgram.GO,
                                0.02,
                                DrawnProgram.WARM,
                                0.02,
                                DrawnProgram.LINKED,
                                0.02)),
                run(List.of(0), Map.of(DrawnProgram.COLD, 100.0)),
                sparse(run(
                        List.of(0, 250),
                        Map.of(DrawnProgram.COLD, 100.0, DrawnProgram.GO, 20.0, DrawnProgram.WARM, 10.0))));
    }

    /** {@return a copy of the run that also contains calls made a second apart, with twice the times} */
    private static DrawnResults sparse(DrawnResults run) {
        Map<String, Spread> times = new LinkedHashMap<>(run.times());
        run.times().forEach((name, spread) -> {
            int comma = name.indexOf(',');
            int end = comma < 0 ? name.length() : comma;
            times.put(
                    name.substring(0, end) + ", sparse" + name.substring(end),
                    new Spread(2 * spread.median(), 2 * spread.min(), 2 * spread.max()));
        });
        return new DrawnResults(run.date(), run.machine(), times);
    }

    @Test
    void callsASecondApartAreShownIfTheyWereMeasured() {
        DrawnResults row = run(List.of(0, 250), Map.of(DrawnProgram.COLD, 100.0));
        DrawnResults both = sparse(row);

        assertThat(row.add(DrawnProgram.COLD, 250).median()).isEqualTo(100);
        assertThat(both.add(DrawnProgram.COLD, 250).median()).isEqualTo(200);
        assertThat(both.pods()).containsExactly(0, 250);
        assertThat(new Plot(both).svg()).contains("calls a second apart");
        assertThat(new Bars(row).svg()).contains("calls in a row");
    }

    private static DrawnResults run(List<Integer> pods, Map<DrawnProgram, Double> medians) {
        Map<String, Spread> times = new LinkedHashMap<>();
        for (int count : pods) {
            medians.forEach((series, median) -> times.put(
                    "ADD " + series.key() + (count == 0 ? "" : ", " + count + " pods"),
                    new Spread(median, median / 2, median * 3)));
        }
        return new DrawnResults("2026-01-01", "a machine", times);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void noLabelOfThePlotIsOutsideTheFrameOrOverlapsAnother(DrawnResults run) throws Exception {
        assertReadable(new Plot(run).svg(), Plot.WIDTH, Plot.HEIGHT);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void noLabelOfTheBarsIsOutsideTheFrameOrOverlapsAnother(DrawnResults run) throws Exception {
        Bars bars = new Bars(run);
        assertReadable(bars.svg(), Bars.WIDTH, bars.height());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyCurveHasABandALabelAndAUnit(DrawnResults run) {
        String svg = new Plot(run).svg();
        for (DrawnProgram series : run.series()) {
            assertThat(svg)
                    .contains("<polyline class=\"line " + series.style())
                    .contains("<polygon class=\"band " + series.style())
                    .containsPattern(">" + series.label() + ": [\\d.]+ ms<");
        }
        assertThat(svg).doesNotContain("peer").contains("prefers-color-scheme: dark");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void noPartOfTheAxisIsEmpty(DrawnResults run) {
        List<Spread> all = new ArrayList<>();
        run.series().forEach(series -> run.pods().forEach(count -> all.add(run.add(series, count))));
        LogScale scale = LogScale.around(all, 0, 1000);
        double highest = all.stream().mapToDouble(Spread::max).max().orElseThrow();
        double lowest = all.stream().mapToDouble(Spread::min).min().orElseThrow();
        assertThat(scale.highest() / highest).isBetween(1.0, 1.5);
        assertThat(lowest / scale.lowest()).isBetween(1.0, 1.5);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theLimitsOfPodsAreMarkedIfTheNodeHasMorePods(DrawnResults run) throws Exception {
        List<String> texts =
                labels(new Plot(run).svg()).stream().map(Label::text).toList();
        List<String> marked = Plot.MARKS.stream()
                .filter(mark -> mark < run.pods().getLast())
                .map(Object::toString)
                .toList();
        if (run.pods().getLast() <= 1000) { // with more pods, there is no room for the numbers of the marks
            assertThat(texts).containsAll(marked);
        }
        assertThat(elements(new Plot(run).svg(), "line")
                        .filter(line -> line.getAttribute("class").equals("mark")))
                .hasSameSizeAs(marked);
    }

    @Test
    void aTickHasAsManyDigitsAsItNeeds() {
        assertThat(Stream.of(0.02, 0.5, 1.0, 200.0, 1000.0, 50_000.0).map(Millis::tick))
                .containsExactly("0.02 ms", "0.5 ms", "1 ms", "200 ms", "1 s", "50 s");
    }

    @ParameterizedTest
    @MethodSource("resultFiles")
    void thePicturesInTheRepositoryAreThoseOfTheirResultFiles(Path json) throws IOException {
        DrawnResults run = DrawnResults.read(json);
        assertThat(Pictures.plot(json))
                .as("./meta bench --redraw %s", json)
                .content()
                .isEqualTo(new Plot(run).svg());
        assertThat(Pictures.bars(json)).content().isEqualTo(new Bars(run).svg());
    }

    static List<Path> resultFiles() throws IOException {
        try (Stream<Path> files = Files.list(RESULTS)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+-\\d+-\\d+\\.json"))
                    .sorted()
                    .toList();
        }
    }

    /** The rectangle that a text in the picture covers if its font is wide. */
    private record Label(String text, double left, double right, double top, double bottom) {
        static Label of(Element element) {
            String style = element.getAttribute("class");
            double size = style.contains("title") ? 16 : style.contains("small") ? 11 : 12;
            String text = element.getTextContent();
            double width = 0.56 * size * text.length();
            double x = Double.parseDouble(element.getAttribute("x"));
            double y = Double.parseDouble(element.getAttribute("y"));
            double left = switch (element.getAttribute("text-anchor")) {
                case "start" -> x;
                case "middle" -> x - width / 2;
                default -> x - width;
            };
            return new Label(text, left, left + width, y - size, y + size / 4);
        }

        boolean isOn(Label other) {
            return left < other.right && other.left < right && top < other.bottom - 2 && other.top < bottom - 2;
        }
    }

    private static void assertReadable(String svg, int width, int height) throws Exception {
        List<Label> labels = labels(svg);
        assertThat(labels)
                .isNotEmpty()
                .allMatch(label -> label.left >= 0 && label.right <= width && label.top >= 0 && label.bottom <= height);
        for (int i = 1; i < labels.size(); i++) {
            assertThat(labels.subList(0, i)).noneMatch(labels.get(i)::isOn);
        }
    }

    private static List<Label> labels(String svg) throws Exception {
        return elements(svg, "text").map(Label::of).toList();
    }

    private static Stream<Element> elements(String svg, String name) throws Exception {
        NodeList nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }
}
