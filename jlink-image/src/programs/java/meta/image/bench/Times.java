package meta.image.bench;

import java.time.Duration;
import java.util.List;

/**
 * The wall times of several runs.
 *
 * @param sorted the times, the shortest first; at least one
 */
record Times(List<Duration> sorted) {
    static Times of(List<Duration> durations) {
        if (durations.isEmpty()) {
            throw new IllegalArgumentException("no durations");
        }
        return new Times(durations.stream().sorted().toList());
    }

    Duration median() {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }

    Duration min() {
        return sorted.getFirst();
    }

    Duration max() {
        return sorted.getLast();
    }

    /** {@return the median of these times, divided by the median of the others} */
    double ratio(Times other) {
        return (double) median().toNanos() / other.median().toNanos();
    }
}
