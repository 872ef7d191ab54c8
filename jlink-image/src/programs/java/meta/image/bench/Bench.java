package meta.image.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import meta.image.bench.inner.InnerBench;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.steps.StepJar;
import meta.image.topology.ProcessTimer;
import meta.image.topology.Topology;

/**
 * {@code ./meta bench}: measures cold and warm calls on a node, while the number of other pods on the node increases. For comparison, it
 * also measures {@link Hello}, the part of an ADD that the kernel takes ({@link KernelFloor}) and, if its path is given, the Go plugin.
 *
 * <p>The measured programs make the same calls in turn, so that other load on the machine affects all of them. Needs root.
 */
public final class Bench {
    private static final int WARM_UP = 3;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Options options;
    private final Topology topology;
    private final Agent agent;
    private final Cluster cluster;
    private final List<BenchPod> pods;
    private final Stopwatch stopwatch;
    private final AddDelRounds rounds;
    private final List<MeasuredProgram> subjects;
    private final Results results = new Results();

    private Bench(Options options, Topology topology, Cluster cluster, Agent agent) throws IOException {
        this.options = options;
        this.topology = topology;
        this.agent = agent;
        this.cluster = cluster;
        this.pods = BenchPod.on(cluster, topology, Bursts.SIZES.getLast());
        this.stopwatch = Stopwatch.in(topology.folder(), cluster.node());
        this.rounds = new AddDelRounds(cluster.node(), agent, pods.getFirst());
        this.subjects = new ArrayList<>(List.of(
                MeasuredProgram.cold(), MeasuredProgram.warm(agent), MeasuredProgram.linked(agent, topology.folder())));
        options.goPlugin().map(MeasuredProgram::goPlugin).ifPresent(subjects::add);
    }

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        if (!words.isEmpty() && words.getFirst().equals("--redraw")) {
            for (String file : words.subList(1, words.size())) {
                Pictures.draw(Path.of(file));
            }
            return;
        }
        Options options;
        try {
            options = Options.of(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        Machine machine = Machine.here();
        System.out.println(machine);
        if (options.what() == Options.What.INNER_LOOPS) {
            innerLoops(options, machine);
            return;
        }
        if (options.what() == Options.What.KEEPING) {
            KeepBench.run(options, machine);
            return;
        }
        try (Topology topology = new Topology()) {
            Cluster cluster = Cluster.in(topology);
            try (Agent agent = Agent.on(cluster.node().netns(), Agent.REHEARSING)) {
                progress(agent.untilRehearsed());
                Bench bench = new Bench(options, topology, cluster, agent);
                if (options.what() == Options.What.PHASES) {
                    bench.phases();
                } else {
                    bench.run(machine);
                }
            }
        }
    }

    private static void innerLoops(Options options, Machine machine) throws IOException {
        progress("the inner loops, for a minute and a half");
        InnerBench found = InnerBench.run();
        found.print(System.out);
        System.out.println("\nwritten: " + found.write(options.folder(), today(), machine.toString()));
    }

    /** {@return the date in the machine's time zone, such as 2026-11-24} */
    static String today() {
        return LocalDate.now(ZoneId.systemDefault()).toString();
    }

    private void run(Machine machine) throws IOException {
        rounds.warmUp();
        if (options.includes(Options.What.ROW)) {
            yardsticks();
            steps();
        }
        scale();
        if (options.includes(Options.What.ROW)) {
            progress("a full node and an empty one");
            new FullAndEmptyNodes(stopwatch, agent, pods.getFirst())
                    .measure(options.runs())
                    .forEach(results::times);
            progress("a pod with " + PodWithManyRoutesBench.ROUTES + " routes");
            new PodWithManyRoutesBench(stopwatch, pods.getLast())
                    .measure(List.of(MeasuredProgram.cold(), MeasuredProgram.warm(agent)), options.runs())
                    .forEach(results::times);
        }
        if (options.includes(Options.What.BURST)) {
            int runs = Math.max(3, options.runs() / 4);
            Bursts bursts = new Bursts(stopwatch, cluster.node(), topology.folder(), pods);
            bursts.measure(subjects, runs, results);
            bursts.measureAtStart(runs, results);
        }
        idle();
        if (options.what() == Options.What.CALLS) {
            progress("memory and size, after " + options.rounds() + " rounds through the agent");
            new MemoryAndSize(cluster.node(), agent, pods.getFirst(), stopwatch, results)
                    .take(subjects, rounds, options.rounds());
        }
        new Goals(results, options).check();
        results.print(System.out);
        if (options.what() == Options.What.CALLS) {
            write(machine);
        }
    }

    private void write(Machine machine) throws IOException {
        String date = today();
        Files.createDirectories(options.folder());
        Path json = options.folder().resolve(date + ".json");
        Files.writeString(json, results.json(date, machine));
        Pictures.draw(json);
        System.out.println("\nwritten: " + json + ", " + Pictures.plot(json) + " and " + Pictures.bars(json));
    }

    private void idle() {
        progress("no calls, for " + IDLE.toSeconds() + " s");
        Duration before = agent.processorTime();
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Duration used = agent.processorTime().minus(before);
        results.value(Goals.IDLE, 100.0 * used.toNanos() / IDLE.toNanos());
        results.value("MiB of the agent then", agent.memory() / 1024.0);
    }

    private void phases() {
        rounds.warmUp();
        Path log = topology.folder().resolve("bench.log");
        for (MeasuredProgram subject : List.of(MeasuredProgram.cold(), MeasuredProgram.warm(agent))) {
            CallPhases adds = new CallPhases(log);
            CallPhases dels = new CallPhases(log);
            for (int run = 0; run < WARM_UP + options.runs(); run++) {
                for (String verb : List.of("ADD", "DEL")) {
                    int before = CallPhases.count(log);
                    Duration time = take(subject, verb);
                    if (run >= WARM_UP) {
                        (verb.equals("ADD") ? adds : dels).add(time, before);
                    }
                }
            }
            adds.print("ADD " + subject.name());
            dels.print("DEL " + subject.name());
        }
    }

    private void yardsticks() throws IOException {
        progress("hello, nothing, and the kernel's own time");
        MeasuredProgram script = MeasuredProgram.scriptAndClient(topology.folder());
        measure("true", options.runs(), () -> take(MeasuredProgram.nothing(), "ADD"));
        measure(script.name(), options.runs(), () -> take(script, "ADD"));
        int most = 32;
        measure(
                script.name() + ", " + most + " at once",
                options.runs(),
                () -> stopwatch.take(script, "ADD", pods).time());
        measure("hello", options.runs(), () -> take(MeasuredProgram.hello(), "ADD"));
        measure("VERSION", options.runs(), () -> take(MeasuredProgram.cold(), "VERSION"));
        KernelFloor.Floor floor =
                new KernelFloor(cluster.node(), pods.getFirst()).measure(Math.max(50, options.runs()));
        results.times("kernel ADD", floor.add());
        results.times("kernel link deletion", floor.deleteLink());
    }

    private void scale() {
        boolean row = options.includes(Options.What.ROW);
        boolean sparse = options.includes(Options.What.SPARSE);
        OtherPods others = OtherPods.on(cluster, topology);
        for (int count : options.pods()) {
            others.upTo(count);
            if (row) {
                progress("ADD, CHECK and DEL beside " + count + " other pods");
                inTurn(count, verbs(count));
            }
            if (sparse) {
                progress("ADD and DEL a second apart, beside " + count + " other pods");
                new SparseCalls(stopwatch, pods.getFirst(), subjects).measure(options.runs(), where(count), results);
            }
        }
    }

    private static List<String> verbs(int others) {
        return others == 0 ? List.of("ADD", "CHECK", "DEL") : List.of("ADD", "DEL");
    }

    /** Measures a cold ADD twice: with an empty folder of third-party steps, and with one third-party step. */
    private void steps() throws IOException {
        progress("steps of third parties");
        Path full = topology.folder().resolve("steps.d");
        StepJar.withStep("return Plan.ensure(link.withTxqueuelen(2001));")
                .modular("module acme { requires meta.spi; provides meta.spi.StepProvider with acme.AcmeStep; }")
                .at(full.resolve("acme.jar"));
        Path empty = Files.createDirectories(topology.folder().resolve("empty.d"));
        for (Path folder : List.of(empty, full)) {
            MeasuredProgram subject = MeasuredProgram.coldWithSteps(folder);
            measure("ADD " + subject.name(), options.runs(), () -> {
                take(MeasuredProgram.warm(agent), "DEL");
                return take(subject, "ADD");
            });
        }
        take(MeasuredProgram.warm(agent), "DEL");
    }

    private void inTurn(int others, List<String> verbs) {
        CallMeasurements meter = new CallMeasurements();
        List<MeasuredProgram> order = new ArrayList<>(subjects);
        for (int run = 0; run < WARM_UP + options.runs(); run++) {
            Collections.rotate(order, 1); // so that no program is always measured first
            for (MeasuredProgram subject : order) {
                for (String verb : verbs) {
                    if (verb.equals("CHECK") && subject.isGoPlugin()) {
                        continue; // the Go plugin has no CHECK
                    }
                    ProcessTimer.Taken taken = stopwatch.take(subject, verb, pods.subList(0, 1));
                    if (run >= WARM_UP) {
                        meter.add(verb + " " + subject.name() + where(others), taken);
                    }
                }
            }
        }
        meter.report(results);
    }

    /**
     * {@return the end of the names of measurements with this number of other pods on the node, such as {@code ", 110 pods"}; empty for
     * 0}
     */
    static String where(int others) {
        return others == 0 ? "" : ", " + others + " pods";
    }

    private void measure(String name, int runs, Supplier<Duration> run) {
        List<Duration> taken = new ArrayList<>();
        for (int i = 0; i < WARM_UP + runs; i++) {
            Duration time = run.get();
            if (i >= WARM_UP) {
                taken.add(time);
            }
        }
        results.times(name, Times.of(taken));
    }

    private Duration take(MeasuredProgram subject, String verb) {
        return stopwatch.take(subject, verb, pods.subList(0, 1)).time();
    }

    static void progress(String what) {
        System.err.println("bench: " + what);
    }
}
