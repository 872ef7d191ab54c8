package meta.core.engine;

import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.KernelPort;
import meta.netlink.socket.Reply;

/**
 * Makes changes in the kernel: all of them, or none.
 *
 * <p>What the kernel has accepted before it refuses is taken back, the last first. It goes on after a refusal within a batch, so more may
 * have to be taken back than stands before the refused change.
 *
 * @param kernel both namespaces
 */
public record Engine(KernelPort kernel) {

    /** Makes all changes; where one is refused, none of them is left if the kernel allows. */
    public Applied apply(Changes changes) {
        Execution execution = new Execution(kernel);
        List<Change> done = new ArrayList<>();
        for (List<Change> batch : Batches.of(changes.list())) {
            List<Outcome> outcomes = execution.make(batch);
            for (Outcome outcome : outcomes) {
                outcome.undoable().ifPresent(done::add);
            }
            for (Outcome outcome : outcomes) {
                if (outcome.reply() instanceof Reply.Refused refused) {
                    return undo(outcome.change(), refused, new Changes(done), execution);
                }
            }
        }
        return new Applied.Complete(done);
    }

    private static Applied undo(Change refused, Reply.Refused reply, Changes done, Execution execution) {
        List<Refusal> stuck = takeBack(done.inverse().list(), execution);
        if (stuck.isEmpty()) {
            return new Applied.RolledBack(refused, reply, done.list());
        }
        List<Change> undone = new ArrayList<>(done.list());
        for (Refusal left : stuck) {
            undone.remove(left.change().inverse());
        }
        return new Applied.Stuck(refused, reply, undone, stuck);
    }

    /**
     * Makes what changes can be made, as for a DEL: it goes on after a refusal, and what is gone already needs no taking away.
     *
     * @return what the kernel has refused
     */
    public List<Refusal> remove(Changes changes) {
        return takeBack(changes.list(), new Execution(kernel));
    }

    private static List<Refusal> takeBack(List<Change> changes, Execution execution) {
        List<Refusal> refusals = new ArrayList<>();
        for (List<Change> batch : Batches.of(changes)) {
            for (Outcome outcome : execution.make(batch)) {
                if (outcome.reply() instanceof Reply.Refused refused && !outcome.isAsWished()) {
                    refusals.add(new Refusal(outcome.change(), refused));
                }
            }
        }
        return refusals;
    }
}
