package meta.image.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the trials by several criteria, and the failed trials. Prints each failed trial immediately. Not thread-safe. */
final class TrialCounts {
    private final Map<String, Map<String, Integer>> trials = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int total;

    /**
     * Counts a trial.
     *
     * @param problems what the trial found; empty if it has not failed
     */
    void add(TrialCase trialCase, Fault fault, List<String> problems) {
        count("fault", fault.kind().toString());
        add(trialCase, fault.function(), fault.toString(), problems);
    }

    /**
     * Counts a trial in which a process of the image was killed.
     *
     * @param function the system call at which the process was killed
     * @param what a description of the fault, for the output
     * @param problems what the trial found; empty if it has not failed
     */
    void add(TrialCase trialCase, String function, String what, List<String> problems) {
        total++;
        count("plugin", trialCase.type().plugin);
        count("call", trialCase.sequence().toString());
        count("families", trialCase.stack().toString());
        count("system call", function);
        if (!problems.isEmpty()) {
            String text = trialCase + ": " + what + "\n  " + String.join("\n  ", problems);
            wrong.add(text);
            System.out.println(text);
        }
    }

    private void count(String axis, String value) {
        trials.computeIfAbsent(axis, _ -> new TreeMap<>()).merge(value, 1, Integer::sum);
    }

    /** {@return whether no trial has failed} */
    boolean isClean() {
        return wrong.isEmpty();
    }

    /** {@return a description of each failed trial, with its problems} */
    List<String> wrong() {
        return wrong;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(total + " trials, " + wrong.size() + " of them failed");
        trials.forEach((axis, counts) -> {
            text.append("\n").append(axis).append(":");
            counts.forEach((value, count) ->
                    text.append(" ").append(value).append(" ").append(count).append(","));
            text.setLength(text.length() - 1);
        });
        return text.toString();
    }
}
