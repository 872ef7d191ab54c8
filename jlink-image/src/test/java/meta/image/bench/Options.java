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
 * @param phases whether only the phases of one call are asked for
 */
record Options(int runs, List<Integer> pods, int rounds, Optional<Path> peer, Path folder, boolean phases) {
    static final String USAGE = """
        usage: ./meta bench [--phases] [--runs NUMBER] [--pods NUMBER,NUMBER...] [--rounds NUMBER] [--peer BINARY] [--to FOLDER]
        """;

    static final Options USUAL =
            new Options(20, List.of(0, 250, 500, 1000), 5000, Optional.empty(), Path.of("docs/bench"), false);

    /**
     * {@return what the arguments ask for}
     *
     * @throws IllegalArgumentException where one of them is not understood
     */
    static Options of(List<String> arguments) {
        Options options = USUAL;
        for (int i = 0; i < arguments.size(); i++) {
            String key = arguments.get(i);
            if (key.equals("--phases")) {
                options = new Options(options.runs, options.pods, options.rounds, options.peer, options.folder, true);
            } else {
                i++;
                options = options.with(key, i < arguments.size() ? arguments.get(i) : "");
            }
        }
        return options;
    }

    private Options with(String key, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(key + ": a value is expected");
        }
        return switch (key) {
            case "--runs" -> new Options(Integer.parseInt(value), pods, rounds, peer, folder, phases);
            case "--pods" -> new Options(runs, numbers(value), rounds, peer, folder, phases);
            case "--rounds" -> new Options(runs, pods, Integer.parseInt(value), peer, folder, phases);
            case "--peer" ->
                new Options(runs, pods, rounds, Optional.of(Path.of(value).toAbsolutePath()), folder, phases);
            case "--to" -> new Options(runs, pods, rounds, peer, Path.of(value), phases);
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
