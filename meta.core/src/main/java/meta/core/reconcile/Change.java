package meta.core.reconcile;

import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/** A change of one object of the kernel. */
public sealed interface Change {

    /** {@return the name of the step that has planned the change, or another name for logs, such as {@code DEL}} */
    String step();

    /** {@return why the change is planned, for logs and errors; may be empty} */
    String reason();

    /** {@return the object after the change; for a deletion, the deleted object} */
    NetworkObject object();

    /** {@return the change that undoes this change} */
    Change inverse();

    /** Makes the same change in a draft. */
    void applyTo(SnapshotDraft draft);

    /** {@return a copy of the snapshot with this change} */
    default Snapshot appliedTo(Snapshot snapshot) {
        SnapshotDraft draft = new SnapshotDraft(snapshot);
        applyTo(draft);
        return draft.snapshot();
    }

    /** {@return the namespace of the object; for a veth pair, that of the host end} */
    default Netns netns() {
        return object().netns();
    }

    /** Creates an object. */
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

    /** Deletes an object. The deletion of a sysctl changes nothing in the kernel. */
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

    /** Replaces an object by one with an equal key. The constructor throws {@link IllegalArgumentException} if the keys differ. */
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
