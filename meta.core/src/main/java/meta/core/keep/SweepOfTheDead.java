package meta.core.keep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which attachments are removed because their network namespace is gone and no DEL has come. Times are milliseconds of a clock that never
 * goes back.
 */
final class SweepOfTheDead {
    /** The runtime deletes a namespace before, during or after its DEL. */
    static final long WAIT = 60_000;

    /** What is known of a namespace. */
    enum Life {
        ALIVE,
        GONE,
        /** It could not be found out. */
        UNKNOWN
    }

    private final Map<String, Long> goneSince = new HashMap<>();

    /**
     * {@return the keys of the attachments to remove: their namespace has been gone at every look for {@value #WAIT} ms}
     *
     * @param lives what is known of the namespace of each attachment
     */
    List<String> due(Map<String, Life> lives, long now) {
        goneSince.keySet().retainAll(lives.keySet());
        List<String> due = new ArrayList<>();
        lives.forEach((key, life) -> {
            if (life != Life.GONE) {
                goneSince.remove(key);
            } else if (now - goneSince.computeIfAbsent(key, _ -> now) >= WAIT) {
                due.add(key);
            }
        });
        return due;
    }
}
