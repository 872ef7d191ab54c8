package meta.core.keep;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * Decides whether another program undoes repairs. That is assumed if, within ten minutes, {@value #ANY} repairs have changed something, or
 * {@value #SAME} repairs have made the same change. Of all changes, only the latest {@value #REMEMBERED} are compared.
 */
final class RevertedRepairs {
    static final int SAME = 5;
    static final int ANY = 50;
    static final long TIME = 600_000; // ten minutes in milliseconds
    private static final int REMEMBERED = 1000; // the maximum number of changes in memory

    private record Made(int change, long time) {}

    private final Deque<Made> changes = new ArrayDeque<>();
    private final Deque<Long> repairs = new ArrayDeque<>();

    /**
     * Records a repair that changes something.
     *
     * @param made the changes, each as a text
     * @param now milliseconds of a clock that never goes back
     * @return whether another program undoes the repairs
     */
    boolean repaired(Collection<String> made, long now) {
        repairs.addLast(now);
        for (String change : new HashSet<>(made)) {
            changes.addLast(new Made(change.hashCode(), now));
        }
        while (repairs.getFirst() <= now - TIME) {
            repairs.removeFirst();
        }
        while (!changes.isEmpty() && (changes.getFirst().time() <= now - TIME || changes.size() > REMEMBERED)) {
            changes.removeFirst();
        }
        return repairs.size() >= ANY || mostOfOne() >= SAME;
    }

    private int mostOfOne() {
        Map<Integer, Integer> counts = new HashMap<>();
        int most = 0;
        for (Made made : changes) {
            most = Math.max(most, counts.merge(made.change(), 1, Integer::sum));
        }
        return most;
    }
}
