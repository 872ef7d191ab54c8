package meta.core.reconcile;

import java.util.List;
import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;

/** The changes that lead from the kernel's state to the planned one. */
public record Changes(List<Change> list) {
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

    /** {@return the inverse of each change, the last change first} */
    public Changes inverse() {
        return new Changes(list.reversed().stream().map(Change::inverse).toList());
    }

    public Snapshot appliedTo(Snapshot snapshot) {
        SnapshotDraft draft = new SnapshotDraft(snapshot);
        for (Change change : list) {
            change.applyTo(draft);
        }
        return draft.snapshot();
    }
}
