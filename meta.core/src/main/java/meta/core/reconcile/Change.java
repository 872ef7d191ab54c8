package meta.core.reconcile;

import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/** One object of the kernel that is to become, or has become, other than it is; it knows both its before and its after. */
public sealed interface Change {

    /** {@return the name of the step whose plan asks for it} */
    String step();

    /** {@return why the step wants it; empty where the step's description says it already} */
    String reason();

    /** {@return the object that it is about: as it is afterwards, or for a deletion as it was} */
    NetworkObject object();

    /** {@return the change that takes this one back} */
    Change inverse();

    /** Applies the change to what is. */
    void applyTo(SnapshotDraft draft);

    /** {@return what would be if it were made} */
    default Snapshot appliedTo(Snapshot snapshot) {
        SnapshotDraft draft = new SnapshotDraft(snapshot);
        applyTo(draft);
        return draft.snapshot();
    }

    default Netns netns() {
        return object().netns();
    }

    /**
     * An object that was not there.
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
     * An object that is gone afterwards. Of a setting ({@code SysctlValue}) it only says that it is nobody's business any more, since
     * the kernel takes settings away together with their device.
     *
     * @param before the object as it was
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
     * An object that stays and becomes another of the same key.
     *
     * @param before as it was
     * @param after as it is to be
     */
    record Replace(String step, String reason, NetworkObject before, NetworkObject after) implements Change {
        public Replace {
            if (!before.key().equals(after.key())) {
                throw new IllegalArgumentException("two objects, not one: " + before + ", " + after);
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
