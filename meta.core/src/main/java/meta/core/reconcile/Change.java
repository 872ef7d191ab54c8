package meta.core.reconcile;

import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/** A planned or applied change of one object of the kernel. It contains the object before and after the change. */
public sealed interface Change {

    /** {@return the name of the step that has planned the change, or a name that logs show in its place, such as {@code DEL}} */
    String step();

    /** {@return why the change is needed; empty if the step's description is sufficient} */
    String reason();

    /** {@return the object after the change; for a deletion, the deleted object} */
    NetworkObject object();

    /** {@return the change that undoes this one} */
    Change inverse();

    /** Applies the change to a draft. */
    void applyTo(SnapshotDraft draft);

    /** {@return the snapshot with the change applied} */
    default Snapshot appliedTo(Snapshot snapshot) {
        SnapshotDraft draft = new SnapshotDraft(snapshot);
        applyTo(draft);
        return draft.snapshot();
    }

    /** {@return the namespace of the object} */
    default Netns netns() {
        return object().netns();
    }

    /**
     * An object is created.
     *
     * @param after the object
     */
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

    /**
     * An object is deleted. The deletion of a sysctl has no effect on the kernel, which deletes a sysctl together with its device.
     *
     * @param before the object
     */
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

    /**
     * An object is replaced by another one with the same key. The constructor throws {@link IllegalArgumentException} if the keys differ.
     *
     * @param before the object before the change
     * @param after the object after the change
     */
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
