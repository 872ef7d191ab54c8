package meta.core.keep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides when orphans are removed. All times are milliseconds of a clock that never goes back. */
final class OrphanWait {
    /** How long an attachment stays after its namespace was found missing: a runtime may delete the namespace before it calls DEL. */
    static final long WAIT = 60_000;

    /** Whether a network namespace exists. */
    enum Presence {
        PRESENT,
        GONE,
        UNKNOWN
    }

    private final Map<String, Long> goneSince = new HashMap<>();

    /**
     * {@return the keys of the attachments whose namespace was {@link Presence#GONE} in every call of this method for {@value #WAIT} ms or
     * longer}
     *
     * @param presences whether the namespace exists, by the key of the attachment; attachments without an entry are forgotten
     */
    List<String> due(Map<String, Presence> presences, long now) {
        goneSince.keySet().retainAll(presences.keySet());
        List<String> due = new ArrayList<>();
        presences.forEach((key, presence) -> {
            if (presence != Presence.GONE) {
                goneSince.remove(key);
            } else if (now - goneSince.computeIfAbsent(key, _ -> now) >= WAIT) {
                due.add(key);
            }
        });
        return due;
    }
}
