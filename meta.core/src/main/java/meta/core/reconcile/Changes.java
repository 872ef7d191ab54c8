package meta.core.reconcile;

import java.util.List;
import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;

/** An ordered list of changes of the kernel's objects. {@link ChangeApplier} may apply them in another order. */
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

    /** {@return the {@linkplain Change#inverse inverse} of each change, in the opposite order} */
    public Changes inverse() {
        return new Changes(list.reversed().stream().map(Change::inverse).toList());
    }

    /** {@return a copy of the snapshot with these changes} */
    public Snapshot appliedTo(Snapshot snapshot) {
        SnapshotDraft draft = new SnapshotDraft(snapshot);
        for (Change change : list) {
            change.applyTo(draft);
        }
        return draft.snapshot();
    }
}
