package meta.image.siege;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.ProcessTimer;
import meta.image.topology.Topology;

/**
 * {@code ./meta siege [CALLS [PERCENT]]}: attacks an agent while it serves pods that take no part in the attacks. The program first
 * measures the duration of a warm ADD of such a pod: without an attack, during each attack alone with a pause of a second after each of its
 * calls, and without these pauses. (A container runtime repeats a failed call after a second at the earliest, so that an attacker without
 * access to the runtime cannot cause more calls.) Then all attacks run at the same time without pauses, while 16 threads together make CALLS
 * calls of {@code veth} and {@code router} for 16 other pods. Most of these calls are warm, the others
 * are cold. CALLS is 20,000 by default. PERCENT is the size of the attacks, 100 by default.
 *
 * <p>Exits with status 1 if an answer was wrong, if the last DEL left an object on the node, or if the agent ended.
 */
public final class Siege {
    private static final int CALLERS_OF_EACH_TYPE = 8;
    private static final int CALLS = 20_000;
    private static final int WARM_UP = 200;
    private static final int FEWEST_TIMED = 20;
    private static final int MOST_TIMED = 100;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long SEED = 12;

    private final Cluster cluster;
    private final Agent agent;
    private final ProcessTimer timer;
    private final int scale;
    private final List<String> wrong = new ArrayList<>();

    private Siege(Cluster cluster, Agent agent, int scale) {
        this.cluster = cluster;
        this.agent = agent;
        this.timer = ProcessTimer.in(cluster.topology().folder(), cluster.node().netns());
        this.scale = scale;
    }

    public static void main(String[] arguments) {
        int calls = arguments.length == 0 ? CALLS : Integer.parseInt(arguments[0]);
        int scale = arguments.length < 2 ? 100 : Integer.parseInt(arguments[1]);
        List<String> wrong = run(calls, scale);
        wrong.stream().distinct().limit(20).forEach(System.out::println);
        System.out.println(wrong.size() + " wrong");
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /**
     * {@return a message for each wrong answer, for each object that remains on the node, and for the end of the agent; empty if all went
     * well}
     *
     * @param calls the number of calls that the other pods make while all attacks run at the same time
     * @param scale the size of the attacks in percent
     */
    static List<String> run(int calls, int scale) {
        try (Topology topology = new Topology()) {
            Cluster cluster = Cluster.in(topology);
            try (Agent agent = Agent.on(cluster.node().netns())) {
                Siege siege = new Siege(cluster, agent, scale);
                siege.run(calls);
                return siege.wrong;
            }
        }
    }

    private void run(int calls) {
        BystanderPods settled = BystanderPods.on(cluster, socket(), 1);
        settled.veth().forEach(pod -> pod.timedAdd(timer));
        settled.router().forEach(pod -> pod.timedAdd(timer));
        settled.end(); // objects such as the rule of router stay on the node
        State before = State.of(cluster.node().netns());
        BystanderPods pods = BystanderPods.on(cluster, socket(), CALLERS_OF_EACH_TYPE);
        wrong.addAll(pods.call(WARM_UP, SEED));
        int timed = Math.clamp(calls / WARM_UP, FEWEST_TIMED, MOST_TIMED);
        List<Attack> attacks = new Attacks(cluster, socket(), scale).all();
        System.out.println(
                "ADD of another pod, and a process that does nothing: median, 90th percentile and longest time in ms");
        for (Attack attack : attacks) {
            alone(attack, pods.veth().getFirst(), timed);
        }
        together(attacks, pods, calls);
        pods.end();
        if (!agent.isAlive()) {
            wrong.add("the agent has ended");
        }
        Delta left = Delta.between(before, State.of(cluster.node().netns()));
        left.lines().forEach(line -> wrong.add("left on the node: " + line));
    }

    private void alone(Attack attack, BystanderPod pod, int timed) {
        System.out.println(attack.name());
        print("without the attack", measure(pod, timed));
        attack.start(PAUSE);
        print("attack with pauses", measure(pod, timed));
        attack.stop();
        attack.start(Duration.ZERO);
        print("attack without pauses", measure(pod, timed));
        attack.stop();
    }

    /**
     * Durations, sorted.
     *
     * @param adds of an ADD through the agent
     * @param processes of the program {@code true}, which is started in the same way as the plugin, but does not depend on the agent
     */
    private record Measured(List<Duration> adds, List<Duration> processes) {}

    private Measured measure(BystanderPod pod, int timed) {
        List<Duration> adds = new ArrayList<>();
        List<Duration> processes = new ArrayList<>();
        for (int i = 0; i < timed; i++) {
            adds.add(pod.timedAdd(timer));
            processes.add(timer.take(Path.of("/bin/true"), Map.of(), ""));
        }
        Collections.sort(adds);
        Collections.sort(processes);
        return new Measured(adds, processes);
    }

    private static void print(String situation, Measured measured) {
        System.out.printf(
                "  %-22s ADD %s; true %s%n", situation, summary(measured.adds()), summary(measured.processes()));
    }

    private static String summary(List<Duration> sorted) {
        return String.format(
                "%5.1f %5.1f %6.1f",
                milliseconds(sorted.get(sorted.size() / 2)),
                milliseconds(sorted.get(sorted.size() * 9 / 10)),
                milliseconds(sorted.getLast()));
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private void together(List<Attack> attacks, BystanderPods pods, int calls) {
        attacks.forEach(attack -> attack.start(Duration.ZERO));
        for (int quarter = 0; quarter < 4; quarter++) {
            wrong.addAll(pods.call(calls / 4, SEED + quarter));
            System.out.printf(
                    "%6d calls: agent %d MiB, %d open files, %d threads%n",
                    calls / 4 * (quarter + 1),
                    agent.memory() / 1024,
                    agent.files("fd").size(),
                    agent.threads());
        }
        for (Attack attack : attacks) {
            attack.close();
            wrong.addAll(attack.wrong());
        }
        agent.untilIdle();
        System.out.printf(
                "afterwards:   agent %d MiB, %d open files, %d threads%n",
                agent.memory() / 1024, agent.files("fd").size(), agent.threads());
    }

    private String socket() {
        return agent.socket().toString();
    }
}
