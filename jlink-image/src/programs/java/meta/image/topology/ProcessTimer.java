package meta.image.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measures calls of a CNI plugin in a node's network namespace. A small C program starts the processes and takes the times, because the start
 * of a process from a JVM, or through {@code ip netns exec}, takes as long as a fast call. Not thread-safe.
 */
public final class ProcessTimer {
    private final Path program;
    private final Path folder;
    private final Namespace node;

    private ProcessTimer(Path program, Path folder, Namespace node) {
        this.program = program;
        this.folder = folder;
        this.node = node;
    }

    /**
     * A call to measure.
     *
     * @param netns the value of {@code CNI_NETNS}
     * @param containerId the value of {@code CNI_CONTAINERID}
     * @param stdin the file that the plugin reads as its standard input
     */
    public record Call(Path netns, String containerId, Path stdin) {}

    /**
     * The measurement of one call, or of several calls at the same time.
     *
     * @param time the wall time from the start of the first call to the end of the last one
     * @param peakKib the largest peak memory of a call in KiB
     * @param ofCallers the processor time that the processes of all calls took together
     * @param ofAgent the processor time that the agent took during the calls; zero if {@code BENCH_AGENT} is not set
     */
    public record Taken(Duration time, long peakKib, Duration ofCallers, Duration ofAgent) {}

    /**
     * {@return a timer of calls on the node} Compiles the C program into the folder, with the C compiler {@code cc} of this machine.
     *
     * @throws AssertionError if the program cannot be found or compiled
     */
    public static ProcessTimer in(Path folder, Namespace node) {
        Path program = folder.resolve("timed");
        Command.of("cc", "-static", "-O2", "-o", program.toString(), source().toString())
                .run()
                .text();
        return new ProcessTimer(program, folder, node);
    }

    private static Path source() {
        for (String place : List.of("src/programs/c/timed.c", "jlink-image/src/programs/c/timed.c")) {
            if (Files.exists(Path.of(place))) {
                return Path.of(place).toAbsolutePath();
            }
        }
        throw new AssertionError("no jlink-image/src/programs/c/timed.c: start this in the folder of the project");
    }

    /**
     * {@return the wall time of one call, from its start to its end}
     *
     * @param environment all variables of the call
     * @param stdin the text that the plugin reads as its standard input
     * @throws AssertionError if the call failed
     */
    public Duration take(Path plugin, Map<String, String> environment, String stdin) {
        Path input = write("stdin", stdin);
        Call call = new Call(
                Path.of(environment.getOrDefault("CNI_NETNS", "")),
                environment.getOrDefault("CNI_CONTAINERID", ""),
                input);
        return take(List.of(plugin.toString()), environment, List.of(call)).time();
    }

    /**
     * {@return the measurement of these calls, which start at the same time}
     *
     * @param words the plugin and its arguments
     * @param environment the variables of all calls except {@code CNI_NETNS} and {@code CNI_CONTAINERID}; {@code BENCH_AGENT} may be the process
     *     id of an agent
     * @throws AssertionError if a call failed
     */
    public Taken take(List<String> words, Map<String, String> environment, List<Call> calls) {
        List<String> all = new ArrayList<>(
                List.of(program.toString(), node.path().toString(), write(calls).toString()));
        all.addAll(words);
        Output output = Command.of(all).with(environment).run();
        String[] answer = output.text().strip().split(" ", -1);
        if (!answer[2].equals("0")) {
            throw new AssertionError(answer[2] + " of " + calls.size() + " calls failed: " + output);
        }
        return new Taken(nanos(answer[0]), Long.parseLong(answer[1]), nanos(answer[3]), nanos(answer[4]));
    }

    private static Duration nanos(String number) {
        return Duration.ofNanos(Long.parseLong(number));
    }

    private Path write(List<Call> calls) {
        return write(
                "calls",
                calls.stream()
                        .map(call -> call.netns() + " " + call.containerId() + " " + call.stdin() + "\n")
                        .collect(Collectors.joining()));
    }

    private Path write(String file, String text) {
        try {
            return Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
