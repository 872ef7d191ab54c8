package meta.image.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meta.image.topology.Command;
import meta.image.topology.Host;
import meta.image.topology.Output;

/**
 * Measures calls in a node's network namespace. A small C program starts the processes and takes the times, because the start of a process
 * from a JVM, or through {@code ip netns exec}, takes as long as a fast call.
 */
final class Stopwatch {
    private final Path program;
    private final Path folder;
    private final Host node;

    private Stopwatch(Path program, Path folder, Host node) {
        this.program = program;
        this.folder = folder;
        this.node = node;
    }

    /**
     * The measurement of one call, or of several calls at the same time.
     *
     * @param time the wall time from the start of the first call to the end of the last one
     * @param peakKib the largest peak memory of a call in KiB
     * @param ofCallers the processor time that the processes of all calls took together
     * @param ofAgent the processor time that the agent took during the calls; zero if the measured program has no agent
     */
    record Taken(Duration time, long peakKib, Duration ofCallers, Duration ofAgent) {}

    /**
     * {@return a stopwatch for calls on the node} Compiles the C program into the folder, with the C compiler {@code cc} of this machine.
     *
     * @throws AssertionError if the program cannot be found or compiled
     */
    static Stopwatch in(Path folder, Host node) {
        Path program = folder.resolve("timed");
        Command.of("cc", "-static", "-O2", "-o", program.toString(), source().toString())
                .run()
                .text();
        return new Stopwatch(program, folder, node);
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
     * {@return the measurement of one call for the NIC {@code eth0} of each pod; the calls start at the same time}
     *
     * @throws AssertionError if a call failed
     */
    Taken take(MeasuredProgram subject, String verb, List<BenchPod> pods) {
        Map<String, String> environment = new HashMap<>(subject.environment());
        environment.putAll(Map.of("CNI_COMMAND", verb, "CNI_IFNAME", "eth0", "CNI_PATH", "/opt/cni/bin"));
        List<String> words = new ArrayList<>(List.of(
                program.toString(), node.netns().path().toString(), calls(pods).toString()));
        words.addAll(subject.words());
        Output output = Command.of(words).with(environment).run();
        String[] answer = output.text().strip().split(" ", -1);
        if (!answer[2].equals("0")) {
            throw new AssertionError(
                    subject.name() + ": " + answer[2] + " of " + pods.size() + " calls failed: " + output);
        }
        return new Taken(
                Duration.ofNanos(Long.parseLong(answer[0])),
                Long.parseLong(answer[1]),
                Duration.ofNanos(Long.parseLong(answer[3])),
                Duration.ofNanos(Long.parseLong(answer[4])));
    }

    private Path calls(List<BenchPod> pods) {
        List<String> lines = new ArrayList<>();
        for (BenchPod pod : pods) {
            lines.add(pod.pod().netns().path() + " " + pod.pod().containerId() + " " + pod.config());
        }
        try {
            return Files.write(folder.resolve("calls"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
