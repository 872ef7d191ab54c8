package meta.image.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of {@code ./meta bench}.
 *
 * @param runs how often each kind of call is measured
 * @param pods the numbers of other pods on the node with which calls are measured. They must be in ascending order, because
 *     pods are only added during a measurement
 * @param rounds how many pairs of ADD and DEL the agent answers before its memory is read a second time
 * @param goPlugin the binary of the Go plugin; empty if the comparison is omitted
 * @param folder the folder for the result file and the pictures
 * @param what what is measured
 */
record Options(int runs, List<Integer> pods, int rounds, Optional<Path> goPlugin, Path folder, What what) {
    static final String USAGE = """
        usage: ./meta bench [--phases | --inner | --keep | --mode MODE] [--runs NUMBER] [--pods NUMBER,NUMBER...]
                            [--rounds NUMBER] [--peer GO_PLUGIN] [--to FOLDER]
               MODE: row (calls one after the other), sparse (a second apart), or burst (many at once); only prints
               ./meta bench --redraw FILE.json...
        """;

    static final Options DEFAULT = new Options(
            20, List.of(0, 110, 250, 500, 1000), 10_000, Optional.empty(), Path.of("docs/bench"), What.CALLS);

    /**
     * What is measured. {@code CALLS}, the default, measures all that {@code ROW}, {@code SPARSE} and {@code BURST} measure, and also
     * memory and sizes.
     */
    enum What {
        CALLS,
        ROW,
        SPARSE,
        BURST,
        PHASES,
        INNER_LOOPS,
        KEEPING
    }

    /**
     * {@return the options that the arguments give, with the values of {@link #DEFAULT} for all others}
     *
     * @throws IllegalArgumentException if an option is unknown, or the value of an option is missing or invalid
     */
    static Options of(List<String> arguments) {
        Options options = DEFAULT;
        for (int i = 0; i < arguments.size(); i++) {
            String key = arguments.get(i);
            switch (key) {
                case "--phases" -> options = options.only(What.PHASES);
                case "--inner" -> options = options.only(What.INNER_LOOPS);
                case "--keep" -> options = options.only(What.KEEPING);
                default -> {
                    i++;
                    options = options.with(key, i < arguments.size() ? arguments.get(i) : "");
                }
            }
        }
        return options;
    }

    /** {@return whether calls in the mode {@code ROW}, {@code SPARSE} or {@code BURST} are measured} */
    boolean includes(What mode) {
        return what == What.CALLS || what == mode;
    }

    private Options only(What part) {
        return new Options(runs, pods, rounds, goPlugin, folder, part);
    }

    private Options with(String key, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(key + ": a value is expected");
        }
        return switch (key) {
            case "--runs" -> new Options(Integer.parseInt(value), pods, rounds, goPlugin, folder, what);
            case "--pods" -> new Options(runs, numbers(value), rounds, goPlugin, folder, what);
            case "--rounds" -> new Options(runs, pods, Integer.parseInt(value), goPlugin, folder, what);
            case "--mode" ->
                switch (value) {
                    case "row" -> only(What.ROW);
                    case "sparse" -> only(What.SPARSE);
                    case "burst" -> only(What.BURST);
                    default ->
                        throw new IllegalArgumentException("--mode " + value + ": row, sparse or burst is expected");
                };
            case "--peer" ->
                new Options(runs, pods, rounds, Optional.of(Path.of(value).toAbsolutePath()), folder, what);
            case "--to" -> new Options(runs, pods, rounds, goPlugin, Path.of(value), what);
            default -> throw new IllegalArgumentException(key + ": unknown option");
        };
    }

    private static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : list.split(",", -1)) {
            numbers.add(Integer.parseInt(number));
        }
        if (!numbers.equals(numbers.stream().sorted().toList())) {
            throw new IllegalArgumentException("--pods " + list + ": numbers in ascending order are expected");
        }
        return List.copyOf(numbers);
    }
}
