package meta.core.reconcile;

import java.util.List;
import meta.netlink.socket.Reply;

/** What has become of changes that were to be applied: all of them were made, or none of them is left, or some are. */
public sealed interface ApplyResult {

    /**
     * All is as it should be.
     *
     * @param done the changes that were made; one that somebody else had made meanwhile is not among them
     */
    record Complete(List<Change> done) implements ApplyResult {
        public Complete {
            done = List.copyOf(done);
        }
    }

    /**
     * The kernel refused a change, and all is as it was before.
     *
     * @param refused the first change that was refused
     * @param reply why
     * @param undone the changes that had been made, and are taken back
     */
    record RolledBack(Change refused, Reply.Rejected reply, List<Change> undone) implements ApplyResult {
        public RolledBack {
            undone = List.copyOf(undone);
        }
    }

    /**
     * The kernel refused a change, and then to take back some that it had made.
     *
     * @param refused the first change that was refused
     * @param reply why
     * @param undone the changes that had been made, and are taken back
     * @param leftBehind those that could not be taken back, and why
     */
    record Stuck(Change refused, Reply.Rejected reply, List<Change> undone, List<RejectedChange> leftBehind)
            implements ApplyResult {
        public Stuck {
            undone = List.copyOf(undone);
            leftBehind = List.copyOf(leftBehind);
        }
    }
}
