package meta.image.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Topology;
import meta.netlink.netns.NamespaceException;

/**
 * {@code ./meta torture}: makes every system call of every CNI verb fail with every errno, or kills the call there, and checks the result.
 *
 * <p>The calls run in this process, on the real kernel. All trials run, or those of the settings whose description contains all of
 * the given words: {@code ./meta torture ROUTER DEL}. If the first word is a number n, every n-th fault of a setting is tried; {@code 7:3}
 * tries every seventh fault, beginning with the fourth. {@code some} tries as many as the build does. {@code image} kills processes of the
 * image instead.
 */
public final class Torture {
    private Torture() {}

    /** Exits with status 1 if a trial has failed. */
    public static void main(String[] words) throws IOException, NamespaceException {
        List<String> wanted = new ArrayList<>(List.of(words));
        int stride = 1;
        int begin = 0;
        if (!wanted.isEmpty() && wanted.getFirst().matches("[0-9]+(:[0-9]+)?")) {
            String[] numbers = wanted.removeFirst().split(":", -1);
            stride = Integer.parseInt(numbers[0]);
            begin = numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0;
        } else if (wanted.remove("some")) {
            stride = SOME;
        }
        wanted.remove("all");
        boolean image = wanted.remove("image");
        TrialCounts counts = new TrialCounts();
        for (Setting setting : Setting.all()) {
            if (List.of(setting.toString().split(" ")).containsAll(wanted)) {
                if (image) {
                    kill(setting, stride, counts);
                } else {
                    run(setting, stride, begin, counts);
                }
            }
        }
        System.out.println(counts);
        System.exit(counts.isClean() ? 0 : 1);
    }

    /** A short run tries one fault of this many. */
    static final int SOME = 97; // a prime, so that every errno and every kind of system call is tried

    /** Kills processes of the image at every n-th system call. */
    private static void kill(Setting setting, int stride, TrialCounts counts) throws NamespaceException {
        try (Topology net = new Topology();
                Trials trials = Trials.in(World.in(net, setting))) {
            trials.killProcesses(stride, counts);
        }
        System.out.println(setting + ": done");
    }

    /** Runs the trials of a setting: every n-th fault, from a first one on. */
    static void run(Setting setting, int stride, int begin, TrialCounts counts) throws NamespaceException {
        long start = System.nanoTime();
        int next = begin;
        int made = 0;
        int total = Integer.MAX_VALUE;
        while (next < total) {
            try (Topology net = new Topology();
                    Trials trials = Trials.in(World.in(net, setting))) {
                List<Fault> faults = trials.faults();
                total = faults.size();
                List<String> problems = List.of();
                while (next < total && problems.isEmpty()) {
                    Fault fault = faults.get(next);
                    problems = trials.problems(fault);
                    counts.add(setting, fault, Trials.avoidable(fault, problems));
                    made++;
                    next += stride;
                }
            }
        }
        System.out.printf("%s: %d of %d, %d s%n", setting, made, total, (System.nanoTime() - start) / 1_000_000_000L);
    }
}
