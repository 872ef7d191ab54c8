package meta.image.siege;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.Command;
import meta.image.topology.Topology;

/**
 * {@code ./meta siege [CALLS [PERCENT]]}: attacks an agent while it serves pods that take no part in the attacks. The program first
 * measures the duration of a warm ADD of such a pod, without an attack and during each attack alone. Then all attacks run at the same time,
 * while 16 threads together make CALLS calls of {@code veth} and {@code router} for 16 other pods. Most of these calls are warm, the others
 * are cold. CALLS is 20,000 by default. PERCENT is the size of the attacks, 100 by default.
 *
 * <p>Exits with status 1 if an answer was wrong, if the last DEL left an object on the node, or if the agent ended.
 */
public final class Siege {
    private static final int CALLERS_OF_EACH_TYPE = 8;
    private static final int CALLS = 20_000;
    private static final int WARM_UP = 200;
    private static final int TIMED = 20;
    private static final long SEED = 12;

    private final Cluster cluster;
    private final Agent agent;
    private final int scale;
    private final List<String> wrong = new ArrayList<>();

    private Siege(Cluster cluster, Agent agent, int scale) {
        this.cluster = cluster;
        this.agent = agent;
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
        Bystanders settled = Bystanders.on(cluster, socket(), 1);
        settled.veth().forEach(Bystander::timedAdd);
        settled.router().forEach(Bystander::timedAdd);
        settled.end(); // objects such as the rule of router stay on the node
        State before = State.of(cluster.node().netns());
        Bystanders pods = Bystanders.on(cluster, socket(), CALLERS_OF_EACH_TYPE);
        wrong.addAll(pods.call(WARM_UP, SEED));
        List<Attack> attacks = new Attacks(cluster, socket(), scale).all();
        for (Attack attack : attacks) {
            alone(attack, pods.veth().getFirst());
        }
        together(new Attacks(cluster, socket(), scale).all(), pods, calls);
        pods.end();
        if (!agent.isAlive()) {
            wrong.add("the agent has ended");
        }
        Delta left = Delta.between(before, State.of(cluster.node().netns()));
        left.lines().forEach(line -> wrong.add("left on the node: " + line));
    }

    /**
     * Measures the ADD of a pod and, for comparison, the start of a process that does nothing. Both compete with the attack for the
     * processors, but only the ADD depends on the agent.
     */
    private void alone(Attack attack, Bystander pod) {
        Measured calm = measure(pod);
        attack.start();
        Measured attacked = measure(pod);
        attack.close();
        wrong.addAll(attack.wrong());
        System.out.printf(
                "%-45s ADD of another pod: median %4.1f ms, longest %5.1f ms; without it %4.1f and %5.1f ms;"
                        + " true: %4.1f ms, without it %4.1f ms%n",
                attack.name(),
                median(attacked.adds()),
                longest(attacked.adds()),
                median(calm.adds()),
                longest(calm.adds()),
                median(attacked.processes()),
                median(calm.processes()));
    }

    /**
     * Durations, sorted.
     *
     * @param adds of an ADD through the agent
     * @param processes of the program {@code true}, which is started in the same way as the plugin
     */
    private record Measured(List<Duration> adds, List<Duration> processes) {}

    private Measured measure(Bystander pod) {
        List<Duration> adds = new ArrayList<>();
        List<Duration> processes = new ArrayList<>();
        for (int i = 0; i < TIMED; i++) {
            adds.add(pod.timedAdd());
            processes.add(Command.of("true").in(cluster.node().netns()).run().took());
        }
        Collections.sort(adds);
        Collections.sort(processes);
        return new Measured(adds, processes);
    }

    private static double median(List<Duration> sorted) {
        return milliseconds(sorted.get(sorted.size() / 2));
    }

    private static double longest(List<Duration> sorted) {
        return milliseconds(sorted.getLast());
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private void together(List<Attack> attacks, Bystanders pods, int calls) {
        attacks.forEach(Attack::start);
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
