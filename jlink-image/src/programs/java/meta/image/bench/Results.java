package meta.image.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of a benchmark run: wall times, other values, and goals, each with a name. */
final class Results {
    private final Map<String, Times> times = new LinkedHashMap<>();
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final List<Goal> goals = new ArrayList<>();

    /**
     * A goal and the measured value.
     *
     * @param value the measured value
     * @param most the largest value with which the goal is met
     */
    record Goal(String name, double value, double most) {
        boolean isMet() {
            return value <= most;
        }
    }

    void times(String name, Times taken) {
        times.put(name, taken);
    }

    /**
     * {@return the times with this name}
     *
     * @throws IllegalArgumentException if there are no such times
     */
    Times times(String name) {
        Times taken = times.get(name);
        if (taken == null) {
            throw new IllegalArgumentException("not measured: " + name);
        }
        return taken;
    }

    boolean hasTimes(String... names) {
        return times.keySet().containsAll(List.of(names));
    }

    boolean hasValues(String... names) {
        return values.keySet().containsAll(List.of(names));
    }

    /**
     * {@return the median of the times with this name, in milliseconds}
     *
     * @throws IllegalArgumentException if there are no such times
     */
    double millis(String name) {
        return millis(times(name).median());
    }

    void value(String name, double value) {
        values.put(name, value);
    }

    /** {@return the value with this name, which must exist} */
    double value(String name) {
        return values.get(name);
    }

    void goal(String name, double value, double most) {
        goals.add(new Goal(name, value, most));
    }

    void print(PrintStream out) {
        out.printf("%n%-52s %9s %9s %9s%n", "wall time in ms", "median", "min", "max");
        times.forEach((name, each) -> out.printf(
                Locale.ROOT,
                "  %-50s %9.2f %9.2f %9.2f%n",
                name,
                millis(each.median()),
                millis(each.min()),
                millis(each.max())));
        out.printf("%nfigures%n");
        values.forEach((name, value) -> out.printf(Locale.ROOT, "  %-50s %9.2f%n", name, value));
        out.printf("%n%-52s %9s %9s%n", "goals", "found", "at most");
        goals.forEach(goal -> out.printf(
                Locale.ROOT,
                "  %-50s %9.2f %9.2f %s%n",
                goal.name(),
                goal.value(),
                goal.most(),
                goal.isMet() ? "met" : "NOT MET"));
    }

    /** {@return the results as a JSON object} Names, the date and the machine must not contain characters that JSON escapes. */
    String json(String date, Machine machine) {
        StringBuilder text = new StringBuilder("{\n");
        text.append("  \"date\": \"").append(date).append("\",\n");
        text.append("  \"machine\": \"").append(machine).append("\",\n");
        text.append("  \"milliseconds\": {\n");
        List<String> lines = new ArrayList<>();
        times.forEach((name, each) -> lines.add(String.format(
                Locale.ROOT,
                "    \"%s\": {\"median\": %.3f, \"min\": %.3f, \"max\": %.3f, \"runs\": %d}",
                name,
                millis(each.median()),
                millis(each.min()),
                millis(each.max()),
                each.sorted().size())));
        text.append(String.join(",\n", lines)).append("\n  },\n  \"values\": {\n");
        lines.clear();
        values.forEach((name, value) -> lines.add(String.format(Locale.ROOT, "    \"%s\": %.3f", name, value)));
        text.append(String.join(",\n", lines)).append("\n  },\n  \"goals\": {\n");
        lines.clear();
        goals.forEach(goal -> lines.add(String.format(
                Locale.ROOT,
                "    \"%s\": {\"found\": %.3f, \"at most\": %.3f, \"met\": %b}",
                goal.name(),
                goal.value(),
                goal.most(),
                goal.isMet())));
        return text.append(String.join(",\n", lines)).append("\n  }\n}\n").toString();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
