package meta.core.reconcile;

import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/** A change of one object of the kernel. */
public sealed interface Change {

    /** {@return the name of the step that has planned the change, or another name for logs, such as {@code DEL}} */
    String step();

    /** {@return why the change is needed; empty if the step's description is sufficient} */
    String reason();

    /** {@return the object after the change; for a deletion, the deleted object} */
    NetworkObject object();

    /** {@return the change that undoes this one} */
    Change inverse();

    void applyTo(SnapshotDraft draft);

    default Snapshot appliedTo(Snapshot snapshot) {
        SnapshotDraft draft = new SnapshotDraft(snapshot);
        applyTo(draft);
        return draft.snapshot();
    }

    default Netns netns() {
        return object().netns();
    }

    record Create(String step, String reason, NetworkObject after) implements Change {
        @Override
        public NetworkObject object() {
            return after;
        }

        @Override
        public Change inverse() {
            return new Delete(step, reason, after);
        }

        @Override
        public void applyTo(SnapshotDraft draft) {
            draft.put(after);
        }
    }

    /** An object is deleted. For a sysctl, this has no effect: the kernel deletes it with its device. */
    record Delete(String step, String reason, NetworkObject before) implements Change {
        @Override
        public NetworkObject object() {
            return before;
        }

        @Override
        public Change inverse() {
            return new Create(step, reason, before);
        }

        @Override
        public void applyTo(SnapshotDraft draft) {
            draft.remove(before);
        }
    }

    /** An object is replaced by another one with the same key; a different key causes {@link IllegalArgumentException}. */
    record Replace(String step, String reason, NetworkObject before, NetworkObject after) implements Change {
        public Replace {
            if (!before.key().equals(after.key())) {
                throw new IllegalArgumentException("not the same object: " + before + ", " + after);
            }
        }

        @Override
        public NetworkObject object() {
            return after;
        }

        @Override
        public Change inverse() {
            return new Replace(step, reason, after, before);
        }

        @Override
        public void applyTo(SnapshotDraft draft) {
            draft.put(after);
        }
    }
}
