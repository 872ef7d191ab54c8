package meta.core.reconcile;

import java.util.List;
import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;

/**
 * The difference between what is and what should be, in the order in which it comes about.
 *
 * @param list each change, made after those before it
 */
public record Changes(List<Change> list) {
    /** All is as it should be. */
    public static final Changes NONE = new Changes(List.of());

    public Changes {
        list = List.copyOf(list);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    public int size() {
        return list.size();
    }

    /** {@return the changes that take these back: each one's inverse, the last first} */
    public Changes inverse() {
        return new Changes(list.reversed().stream().map(Change::inverse).toList());
    }

    /** {@return what would be if they were made} */
    public Snapshot appliedTo(Snapshot snapshot) {
        SnapshotDraft draft = new SnapshotDraft(snapshot);
        for (Change change : list) {
            change.applyTo(draft);
        }
        return draft.snapshot();
    }
}
