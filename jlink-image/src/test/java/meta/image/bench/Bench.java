package meta.image.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPlugin;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import meta.image.topology.Command;
import meta.image.topology.Stack;
import meta.image.topology.Topology;

/**
 * {@code ./meta bench}: how long one cold call takes, and what the image weighs.
 *
 * <p>Every call is a process of its own, started in the node's namespace by {@code ip netns exec}, whose own time is the first
 * row. The pod is dual-stack, and its NIC is made once by macvlan, so that only our plugin's time is taken. The subjects take
 * turns, so that a busy moment of the machine hits all of them.
 */
public final class Bench {
    private static final String HELLO = "java, hello";
    private static final int WARM_UP = 2;

    private final int runs;

    private Bench(int runs) {
        this.runs = runs;
    }

    public static void main(String[] arguments) {
        int runs = 20;
        if (arguments.length == 2 && arguments[0].equals("--runs")) {
            runs = Integer.parseInt(arguments[1]);
        } else if (arguments.length > 0) {
            System.err.println("usage: ./meta bench [--runs NUMBER]");
            System.exit(2);
        }
        new Bench(runs).run();
    }

    private void run() {
        try (Topology topology = new Topology()) {
            Cluster cluster = Cluster.in(topology);
            Attachment eth0 = cluster.network(MainPlugin.MACVLAN, Stack.DUAL).attachment(topology.pod(), "eth0");
            printMachine();
            eth0.add(); // CHECK and DEL are given the result of an ADD
            eth0.delLast();
            Path steps = topology.folder().resolve("steps.d");
            StepJar.withStep("return Plan.ensure(link.withTxqueuelen(2001));")
                    .modular("module acme { requires meta.spi; provides meta.spi.StepProvider with acme.AcmeStep; }")
                    .at(steps.resolve("acme.jar"));
            printTimes(times(subjects(cluster, eth0, steps)));
            printMemory(eth0);
            printSize(ImageSize.of(Image.home()));
        }
    }

    /** {@return what is timed, in an order in which each call finds what it needs: ADD before CHECK before DEL} */
    private static List<Subject> subjects(Cluster cluster, Attachment eth0, Path steps) {
        return List.of(
                new Subject(
                        "nothing (true)",
                        () -> Command.of("true").in(cluster.node().netns())),
                new Subject(HELLO, () -> hello().in(cluster.node().netns())),
                new Subject("veth VERSION", () -> eth0.last(Verb.VERSION).command()),
                new Subject("veth ADD", () -> eth0.last(Verb.ADD).command()),
                new Subject("veth CHECK", () -> eth0.last(Verb.CHECK).command()),
                new Subject("veth DEL", () -> eth0.last(Verb.DEL).command()),
                new Subject("veth ADD, empty step folder", () -> addAnew(eth0, emptyBeside(steps))),
                new Subject("veth ADD, a third party's step", () -> addAnew(eth0, steps)));
    }

    private static Command addAnew(Attachment eth0, Path steps) {
        eth0.delLast();
        return eth0.last(Verb.ADD).with("META_PLUGINS_STEPS", steps.toString()).command();
    }

    private static Path emptyBeside(Path steps) {
        try {
            return Files.createDirectories(steps.resolveSibling("empty.d"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the image's own Java with the flags that our plugins have, but no cache of ours} */
    private static Command hello() {
        return Command.of(
                Image.bin("java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Hello.class.getName());
    }

    private Map<String, Times> times(List<Subject> subjects) {
        Map<String, List<Duration>> taken = new LinkedHashMap<>();
        for (int run = 0; run < WARM_UP + runs; run++) {
            for (Subject subject : subjects) {
                var output = subject.command().get().run();
                output.text(); // a call that failed is no measurement
                if (run >= WARM_UP) {
                    taken.computeIfAbsent(subject.name(), _ -> new ArrayList<>())
                            .add(output.took());
                }
            }
        }
        Map<String, Times> times = new LinkedHashMap<>();
        taken.forEach((name, durations) -> times.put(name, Times.of(durations)));
        return times;
    }

    /** Prints what the figures depend on: they are as good as the machine is quiet. */
    private static void printMachine() {
        try {
            String load = Files.readString(Path.of("/proc/loadavg"));
            System.out.printf(
                    "%d cores, %s %s, load %s%n",
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name"),
                    System.getProperty("os.version"),
                    load.substring(0, load.indexOf(' ')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void printTimes(Map<String, Times> times) {
        Times hello = times.get(HELLO);
        System.out.printf(
                "%-40s %8s %8s %8s %9s%n", "wall time in ms, " + runs + " runs", "median", "min", "max", "of hello");
        times.forEach((name, each) -> System.out.printf(
                Locale.ROOT,
                "  %-38s %8.1f %8.1f %8.1f %9.2f%n",
                name,
                millis(each.median()),
                millis(each.min()),
                millis(each.max()),
                each.ratio(hello)));
    }

    private static void printMemory(Attachment eth0) {
        System.out.println("peak memory in MiB");
        for (Verb verb : List.of(Verb.ADD, Verb.DEL)) {
            printFigure("veth " + verb, PeakMemory.of(eth0.last(verb).command()) / 1024.0);
        }
    }

    private static void printSize(ImageSize size) {
        System.out.println("size of the image in MB");
        printFigure("with the AOT cache", size.all() / 1e6);
        printFigure("without", (size.all() - size.aotCache()) / 1e6);
    }

    private static void printFigure(String name, double value) {
        System.out.printf(Locale.ROOT, "  %-38s %8.1f%n", name, value);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
