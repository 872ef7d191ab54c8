package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meta.image.topology.Command;
import meta.image.topology.Output;

/**
 * Makes ADD, CHECK, DEL and VERSION calls without a pause, on one thread for each pod. Another thread checks that no process on this
 * machine uses files of two installed versions.
 */
final class CallLoad implements AutoCloseable {
    private static final Duration QUICK = Duration.ofMillis(100);
    private static final Pattern VERSION = Pattern.compile("/opt/meta-plugins/versions/([^/\n]+)/");
    private static final String PLUGIN = "/usr/lib/cni/veth";

    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger quick = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean ended;

    private CallLoad() {}

    /**
     * Starts the calls and the check. The calls continue until {@link #close}, or until a call fails or the check finds a process with
     * files of two versions.
     *
     * @param variables environment variables in addition to the {@code CNI_} variables
     */
    static CallLoad start(List<NodePod> pods, Map<String, String> variables) {
        CallLoad load = new CallLoad();
        for (NodePod pod : pods) {
            load.threads.add(Thread.ofPlatform().start(() -> load.callRepeatedly(pod, variables)));
        }
        load.threads.add(Thread.ofPlatform().start(load::checkProcesses));
        return load;
    }

    int calls() {
        return calls.get();
    }

    /**
     * {@return the number of calls, other than VERSION, that took less time than a JVM needs to start, and so were answered by an agent}
     */
    int quick() {
        return quick.get();
    }

    /** {@return how often the check saw a process that used files of an installed version} */
    int looks() {
        return looks.get();
    }

    /** Asserts that no call has failed, and that no process has used files of two versions. */
    void requireNoFailure() {
        assertThat(failures).isEmpty();
    }

    private void callRepeatedly(NodePod pod, Map<String, String> variables) {
        while (!ended && failures.isEmpty()) {
            for (String verb : List.of("ADD", "CHECK", "DEL", "VERSION")) {
                Output output = pod.call(verb, variables, PLUGIN, words -> withLowPriority(pod, words));
                calls.incrementAndGet();
                if (output.took().compareTo(QUICK) < 0 && !verb.equals("VERSION")) {
                    quick.incrementAndGet();
                }
                if (!output.succeeded() || !output.stderr().isEmpty() || !isExpected(verb, output.stdout())) {
                    failures.add(verb + ": " + output);
                }
            }
        }
    }

    private static Command withLowPriority(NodePod pod, List<String> words) {
        List<String> all = new ArrayList<>(List.of("nice", "-n", "10"));
        all.addAll(words);
        return pod.node().command(all);
    }

    private static boolean isExpected(String verb, String answer) {
        return switch (verb) {
            case "ADD" -> answer.contains("\"veth0\"");
            case "VERSION" -> answer.contains("\"build\":\"build-of-");
            default -> answer.isEmpty();
        };
    }

    private void checkProcesses() {
        while (!ended) {
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                processes
                        .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                        .forEach(this::checkProcess);
            } catch (IOException e) {
                failures.add("/proc: " + e);
            }
        }
    }

    private void checkProcess(Path process) {
        try {
            String maps = Files.readString(process.resolve("maps"), StandardCharsets.ISO_8859_1);
            Set<String> versions = new TreeSet<>();
            VERSION.matcher(maps).results().forEach(found -> versions.add(found.group(1)));
            if (!versions.isEmpty()) {
                looks.incrementAndGet();
            }
            if (versions.size() > 1) {
                failures.add(process + " uses " + versions);
            }
        } catch (IOException e) {
            // the process has ended
        }
    }

    @Override
    public void close() {
        ended = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
