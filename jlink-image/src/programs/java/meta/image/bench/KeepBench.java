package meta.image.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.topology.Batch;
import meta.image.topology.Command;
import meta.image.topology.Topology;
import meta.netlink.IpAddress;

/**
 * {@code ./meta bench --keep}: measures an agent with many pods, with and without its repairs: its use of processor and memory, the
 * duration of calls, and the time until all pods follow a new address of the node.
 */
final class KeepBench {
    private static final int AT_ONCE = 8;
    private static final int CALLS = 50;
    private static final int CHANGES = 10_000;
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration QUIET = Duration.ofMillis(30);

    private final Cluster cluster;
    private final List<BenchPod> kept;
    private final BenchPod other;
    private final BenchPod noisy;
    private final Stopwatch stopwatch;
    private final Results results = new Results();

    private record Calls(List<Duration> adds, List<Duration> dels) {
        Calls() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private KeepBench(int pods, Topology topology, Cluster cluster) {
        this.cluster = cluster;
        List<BenchPod> all = BenchPod.on(cluster, topology, pods + 2);
        this.kept = all.subList(0, pods);
        this.noisy = all.get(pods);
        this.other = all.getLast();
        this.stopwatch = Stopwatch.in(topology.folder(), cluster.node());
    }

    /**
     * Measures, prints the results, and writes them to {@code <date>-keep.json} in the folder of the options. The number of pods is the
     * last one in the options.
     */
    static void run(Options options, Machine machine) throws IOException {
        int pods = options.pods().getLast();
        Bench.progress(pods + " pods are created");
        try (Topology topology = new Topology()) {
            KeepBench bench = new KeepBench(pods, topology, Cluster.in(topology));
            bench.measure();
            bench.results.print(System.out);
            Files.createDirectories(options.folder());
            Path file = options.folder().resolve(Bench.today() + "-keep.json");
            System.out.println("\nwritten: " + Files.writeString(file, bench.results.json(Bench.today(), machine)));
        }
    }

    private void measure() {
        try (Agent agent = Agent.on(cluster.node().netns(), "--no-repair")) {
            addAll(agent, "without repairs");
            idle(agent, ", without repairs");
            storm(agent, ", without repairs");
        }
        try (Agent agent = Agent.on(cluster.node().netns())) {
            addAll(agent, "with repairs");
            idle(agent, "");
            storm(agent, "");
            follow(agent);
        }
        results.goal("s until all pods have followed", results.value("s until all pods have followed"), 20);
        results.goal("ADD meanwhile, of before", ratio("ADD, all repaired meanwhile", "ADD"), 1.5);
        results.goal("DEL meanwhile, of before", ratio("DEL, all repaired meanwhile", "DEL"), 1.5);
        results.goal("% of a core, idle", results.value("% of a core, idle"), 0.1);
        results.goal(
                "MiB, more than without repairs",
                results.value("MiB of the agent") - results.value("MiB of the agent, without repairs"),
                30);
        results.goal(
                "ms that the ADD takes longer during " + CHANGES + " changes",
                results.millis("ADD, changes in a pod meanwhile") - results.millis("ADD"),
                10);
    }

    private double ratio(String one, String another) {
        return results.millis(one) / results.millis(another);
    }

    private void addAll(Agent agent, String what) {
        Bench.progress("ADD of all pods, " + what);
        for (int i = 0; i < kept.size(); i += AT_ONCE) {
            take(agent, "ADD", kept.subList(i, Math.min(kept.size(), i + AT_ONCE)));
        }
        take(agent, "ADD", List.of(noisy));
    }

    private Duration take(Agent agent, String verb, List<BenchPod> pods) {
        return stopwatch.take(MeasuredProgram.warm(agent), verb, pods).time();
    }

    private Calls call(Agent agent, int count) {
        Calls calls = new Calls();
        for (int i = 0; i < count; i++) {
            callOnce(agent, calls);
        }
        return calls;
    }

    private void callOnce(Agent agent, Calls calls) {
        calls.adds.add(take(agent, "ADD", List.of(other)));
        calls.dels.add(take(agent, "DEL", List.of(other)));
    }

    private void note(Calls calls, String suffix) {
        results.times("ADD" + suffix, Times.of(calls.adds));
        results.times("DEL" + suffix, Times.of(calls.dels));
    }

    private void idle(Agent agent, String suffix) {
        untilIdle(agent);
        note(call(agent, CALLS), suffix);
        untilIdle(agent);
        Bench.progress("nothing, for " + IDLE.toSeconds() + " s" + suffix);
        double used = used(agent, IDLE).toNanos();
        results.value("% of a core, idle" + suffix, used / IDLE.toNanos() * 100);
        results.value("MiB of the agent" + suffix, agent.memory() / 1024.0);
    }

    private static void untilIdle(Agent agent) {
        while (used(agent, LOOK).compareTo(QUIET) > 0) {
            Thread.onSpinWait();
        }
    }

    private static Duration used(Agent agent, Duration time) {
        Duration before = agent.processorTime();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return agent.processorTime().minus(before);
    }

    /**
     * Replaces the addresses of the node. Then calls ADD and DEL for another pod until the agent has given all pods neighbours for the new
     * addresses.
     */
    private void follow(Agent agent) {
        Bench.progress("a new address of the node");
        untilIdle(agent);
        try (PodNeighborTables watched = PodNeighborTables.of(kept)) {
            Duration before = agent.processorTime();
            Batch.ip(cluster.node().netns(), """
                    addr del 172.18.0.2/16 dev eth0
                    addr del fd00:18::2/64 dev eth0
                    addr add 172.18.0.9/16 dev eth0
                    addr add fd00:18::9/64 dev eth0 nodad
                    route replace default via 172.18.0.1
                    route replace default via fd00:18::1
                    """);
            CompletableFuture<Duration> followed = CompletableFuture.supplyAsync(
                    () -> watched.untilAllHave(List.of(IpAddress.parse("172.18.0.9"), IpAddress.parse("fd00:18::9"))));
            Calls calls = new Calls();
            while (!followed.isDone()) {
                callOnce(agent, calls);
            }
            results.value("s until all pods have followed", followed.join().toNanos() / 1e9);
            note(calls, ", all repaired meanwhile");
            results.value(
                    "s of processor time for this, calls included",
                    agent.processorTime().minus(before).toNanos() / 1e9);
        }
        untilIdle(agent);
        Command.of(Image.bin("metactl").toString(), "check", "--all")
                .in(cluster.node().netns())
                .run()
                .text(); // fails if a pod differs
        results.value("MiB of the agent, after it", agent.memory() / 1024.0);
    }

    private void storm(Agent agent, String suffix) {
        Bench.progress(CHANGES + " changes in a pod, and ADDs of another" + suffix);
        StringJoiner added = new StringJoiner("\n");
        StringJoiner deleted = new StringJoiner("\n");
        for (int i = 0; i < CHANGES / 2; i++) {
            String route = "blackhole 10." + (128 + (i >> 8)) + "." + (i & 255) + ".0/24";
            added.add("route add " + route);
            deleted.add("route del " + route);
        }
        String changes = added + "\n" + deleted;
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> changing = CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
                Batch.ip(noisy.pod().netns(), changes);
            }
        });
        Calls calls = call(agent, CALLS);
        ended.set(true);
        changing.join();
        note(calls, ", changes in a pod meanwhile" + suffix);
    }
}
