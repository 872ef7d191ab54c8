package meta.image.torture;

import java.io.IOException;
import java.util.List;
import meta.image.topology.Topology;
import meta.netlink.netns.NamespaceException;

/**
 * {@code ./meta torture}: runs ADD, CHECK, DEL and GC many times, each time with one fault, and checks the result. A fault makes one system
 * call of the CNI call fail, or kills the CNI call at that system call.
 *
 * <p>The CNI calls run in this process, on the real kernel. The arguments select cases: {@code ./meta torture ROUTER DEL} runs the cases
 * whose description contains both words. If the first argument is a number n, the program tries every n-th fault of a case; {@code 7:3}
 * tries every seventh fault, beginning with the fourth. With the argument {@code some}, the program tries every 97th fault. The build does
 * the same, but only for cases with both IP families. With {@code all} or without these arguments, the program tries every fault. With the
 * argument {@code image}, the program instead starts processes of the image and kills them at system calls.
 */
public final class Torture {
    private Torture() {}

    /** Exits with status 1 if a trial has failed, and with status 2 if the arguments select no trial. */
    public static void main(String[] words) throws IOException, NamespaceException {
        Selection selection;
        try {
            selection = Selection.of(List.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        TrialCounts counts = new TrialCounts();
        for (TrialCase trialCase : selection.cases()) {
            if (selection.image()) {
                kill(trialCase, selection.stride(), counts);
            } else {
                run(trialCase, selection.stride(), selection.begin(), counts);
            }
        }
        System.out.println(counts);
        System.exit(counts.isClean() ? 0 : 1);
    }

    /**
     * The distance between two faults of a short run. It has no common divisor with the number of faults at one system call, so that faults
     * of all kinds are tried.
     */
    static final int SOME = 97;

    private static void kill(TrialCase trialCase, int stride, TrialCounts counts) throws NamespaceException {
        try (Topology net = new Topology();
                Trials trials = Trials.in(World.in(net, trialCase))) {
            trials.killProcesses(stride, counts);
        }
        System.out.println(trialCase + ": done");
    }

    /**
     * Tries faults of one case. After a failed trial, the network is created again for the next trial.
     *
     * @param stride n to try every n-th fault
     * @param begin the index of the first fault, from 0
     */
    static void run(TrialCase trialCase, int stride, int begin, TrialCounts counts) throws NamespaceException {
        long start = System.nanoTime();
        int next = begin;
        int made = 0;
        int total = Integer.MAX_VALUE;
        while (next < total) {
            try (Topology net = new Topology();
                    Trials trials = Trials.in(World.in(net, trialCase))) {
                List<Fault> faults = trials.faults();
                total = faults.size();
                List<String> problems = List.of();
                while (next < total && problems.isEmpty()) {
                    Fault fault = faults.get(next);
                    problems = trials.problems(fault);
                    counts.add(trialCase, fault, Trials.avoidable(fault, problems));
                    made++;
                    next += stride;
                }
            }
        }
        System.out.printf("%s: %d of %d, %d s%n", trialCase, made, total, (System.nanoTime() - start) / 1_000_000_000L);
    }
}
