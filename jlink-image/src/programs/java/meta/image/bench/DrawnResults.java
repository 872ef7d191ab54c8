package meta.image.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.image.cni.Json;

/**
 * The parts of a benchmark's result file that the pictures need.
 *
 * @param date the day of the benchmark, such as 2026-11-24
 * @param machine a description of the machine on which the benchmark ran
 * @param times the wall times, by the name under which {@link Results} wrote them
 */
record DrawnResults(String date, String machine, Map<String, Spread> times) {

    static DrawnResults read(Path file) throws IOException {
        Json json = Json.parse(Files.readString(file));
        Json milliseconds = json.get("milliseconds");
        Map<String, Spread> times = new LinkedHashMap<>();
        for (String name : milliseconds.keys()) {
            Json each = milliseconds.get(name);
            times.put(name, new Spread(number(each, "median"), number(each, "min"), number(each, "max")));
        }
        return new DrawnResults(json.get("date").text(), json.get("machine").text(), times);
    }

    private static double number(Json object, String key) {
        return Double.parseDouble(object.get(key).text());
    }

    /**
     * {@return whether the file contains calls that were made a second apart ({@link SparseCalls}); if so, the pictures show these calls}
     */
    boolean isSparse() {
        return times.containsKey("ADD " + DrawnProgram.COLD.key() + SparseCalls.SPARSE);
    }

    /** {@return a description of the calls for the pictures} */
    String calls() {
        return isSparse() ? "calls a second apart" : "calls in a row";
    }

    private String add(DrawnProgram series) {
        return "ADD " + series.key() + (isSparse() ? SparseCalls.SPARSE : "");
    }

    /** {@return whether the file contains measurements of ADD with this program on a node without other pods} */
    boolean has(DrawnProgram series) {
        return times.containsKey(add(series));
    }

    /** {@return the numbers of other pods on the node for which there are measurements, in ascending order} */
    List<Integer> pods() {
        String first = add(DrawnProgram.COLD);
        return times.keySet().stream()
                .filter(name -> name.equals(first) || name.matches(first + ", \\d+ pods"))
                .map(name -> name.equals(first) ? 0 : Integer.parseInt(name.replaceAll("\\D", "")))
                .sorted()
                .toList();
    }

    /**
     * {@return the durations of ADD with this number of other pods on the node}
     *
     * @throws IllegalArgumentException if the file does not contain the measurement
     */
    Spread add(DrawnProgram series, int pods) {
        String name = add(series) + Bench.where(pods);
        Spread spread = times.get(name);
        if (spread == null) {
            throw new IllegalArgumentException("not measured: " + name);
        }
        return spread;
    }

    /** {@return the programs for which the file contains measurements, in the order of {@link DrawnProgram}} */
    List<DrawnProgram> series() {
        return List.of(DrawnProgram.values()).stream().filter(this::has).toList();
    }
}
