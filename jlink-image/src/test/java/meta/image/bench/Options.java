package meta.image.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ./meta bench} is asked for.
 *
 * @param runs how often each call is made
 * @param pods how many other pods the node has, one curve point each
 * @param rounds how many ADD and DEL the agent answers before its memory is read
 * @param peer another CNI plugin's binary of type {@code veth}, measured beside ours
 * @param folder where the JSON file and the plot go
 * @param what which of its parts is asked for
 */
record Options(int runs, List<Integer> pods, int rounds, Optional<Path> peer, Path folder, What what) {
    static final String USAGE = """
        usage: ./meta bench [--phases | --inner] [--runs NUMBER] [--pods NUMBER,NUMBER...] [--rounds NUMBER] [--peer BINARY] [--to FOLDER]
        """;

    static final Options USUAL =
            new Options(20, List.of(0, 250, 500, 1000), 10_000, Optional.empty(), Path.of("docs/bench"), What.CALLS);

    /** A part of the benchmark: whole calls, where their time goes, or the loops inside them. */
    enum What {
        CALLS,
        PHASES,
        INNER_LOOPS
    }

    /**
     * {@return what the arguments ask for}
     *
     * @throws IllegalArgumentException where one of them is not understood
     */
    static Options of(List<String> arguments) {
        Options options = USUAL;
        for (int i = 0; i < arguments.size(); i++) {
            String key = arguments.get(i);
            switch (key) {
                case "--phases" -> options = options.only(What.PHASES);
                case "--inner" -> options = options.only(What.INNER_LOOPS);
                default -> {
                    i++;
                    options = options.with(key, i < arguments.size() ? arguments.get(i) : "");
                }
            }
        }
        return options;
    }

    private Options only(What part) {
        return new Options(runs, pods, rounds, peer, folder, part);
    }

    private Options with(String key, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(key + ": a value is expected");
        }
        return switch (key) {
            case "--runs" -> new Options(Integer.parseInt(value), pods, rounds, peer, folder, what);
            case "--pods" -> new Options(runs, numbers(value), rounds, peer, folder, what);
            case "--rounds" -> new Options(runs, pods, Integer.parseInt(value), peer, folder, what);
            case "--peer" ->
                new Options(runs, pods, rounds, Optional.of(Path.of(value).toAbsolutePath()), folder, what);
            case "--to" -> new Options(runs, pods, rounds, peer, Path.of(value), what);
            default -> throw new IllegalArgumentException(key + ": unknown option");
        };
    }

    private static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : list.split(",", -1)) {
            numbers.add(Integer.parseInt(number));
        }
        return List.copyOf(numbers);
    }
}
