package meta.core.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import meta.core.kernel.KernelPort;
import meta.netlink.socket.Reply;
import meta.spi.net.Route;

/**
 * Applies changes to the kernel: all of them or none ({@link #apply}), or as many as possible ({@link #remove}).
 *
 * <p>If a socket fails or a reply does not arrive, no exception is thrown: the change counts as rejected, with the errno of the socket.
 *
 * @param kernel both namespaces, or only the host's
 * @param owners finds the other pods, whose routes on the host are not replaced
 */
public record Engine(KernelPort kernel, AddressOwners owners) {

    /** Applies all changes, or rolls back. */
    public ApplyResult apply(Changes changes) {
        BatchExecution execution = new BatchExecution(kernel, owners);
        List<Change> done = new ArrayList<>();
        for (List<Change> batch : Batches.of(changes.list())) {
            List<RejectedChange> rejected = new ArrayList<>();
            for (ChangeResult result : execution.apply(batch)) {
                switch (result) {
                    case ChangeResult.Applied applied -> done.add(applied.made());
                    case ChangeResult.Unchanged _ -> {}
                    case ChangeResult.Rejected(Change change, Reply.Rejected reply) ->
                        rejected.add(new RejectedChange(change, reply));
                    case ChangeResult.PartlyApplied(Change change, Change made, Reply.Rejected reply) -> {
                        done.add(made);
                        rejected.add(new RejectedChange(change, reply));
                    }
                }
            }
            if (!rejected.isEmpty()) {
                return rollBack(rejected.getFirst(), new Changes(done), execution);
            }
        }
        return new ApplyResult.Complete(done);
    }

    private static ApplyResult rollBack(RejectedChange first, Changes done, BatchExecution execution) {
        List<RejectedChange> leftBehind = undo(done, execution);
        Set<Change> undone = new LinkedHashSet<>(done.list());
        leftBehind.forEach(left -> undone.remove(left.change()));
        return new ApplyResult.RolledBack(first, List.copyOf(undone), leftBehind);
    }

    /**
     * Undoes applied changes, the last first. Continues after a rejection.
     *
     * @param done see {@link ApplyResult.Complete}
     * @return the changes that could not be undone, each with the kernel's reply to its inverse
     */
    public List<RejectedChange> undo(List<Change> done) {
        return undo(new Changes(done), new BatchExecution(kernel, owners));
    }

    private static List<RejectedChange> undo(Changes done, BatchExecution execution) {
        List<RejectedChange> leftBehind = new ArrayList<>();
        for (RejectedChange rejected : applyAll(done.inverse(), execution)) {
            leftBehind.add(new RejectedChange(rejected.change().inverse(), rejected.reply()));
        }
        return leftBehind;
    }

    /** Applies as many of the changes as possible, as one stage of {@link #remove(List, Predicate)}. */
    public RemoveResult remove(Changes changes) {
        return remove(List.of(changes), _ -> false);
    }

    /**
     * Applies as many changes as possible. Continues after a rejection within a stage.
     *
     * <p>A stage begins if each change of the earlier stages is applied, {@linkplain RejectedChange#isFinal finally} rejected or tolerated.
     *
     * @param stages the changes of each stage, in order
     * @param isTolerated whether the later stages begin although this change was rejected; the result contains the change nevertheless
     */
    public RemoveResult remove(List<Changes> stages, Predicate<RejectedChange> isTolerated) {
        BatchExecution execution = new BatchExecution(kernel, owners);
        List<RejectedChange> rejected = new ArrayList<>();
        List<Change> untried = new ArrayList<>();
        boolean stopped = false;
        for (Changes stage : stages) {
            if (stopped) {
                untried.addAll(stage.list());
            } else {
                List<RejectedChange> ofStage = applyAll(stage, execution);
                rejected.addAll(ofStage);
                stopped = ofStage.stream().anyMatch(change -> !change.isFinal() && !isTolerated.test(change));
            }
        }
        return new RemoveResult(rejected, untried);
    }

    /** {@return the rejected changes; all others are in effect} */
    private static List<RejectedChange> applyAll(Changes changes, BatchExecution execution) {
        List<RejectedChange> rejected = new ArrayList<>();
        for (List<Change> batch : Batches.of(changes.list())) {
            rejected.addAll(applyRepeatedly(batch, execution));
        }
        return rejected;
    }

    /**
     * Sends rejected changes again as long as at least one of them is then applied. The inverse order does not always work: the kernel deletes the
     * route to a gateway before the routes via the gateway, but does not create them in the inverse order. After a shortage, repeats even without
     * progress.
     */
    private static List<RejectedChange> applyRepeatedly(List<Change> batch, BatchExecution execution) {
        List<Change> left = batch;
        List<RejectedChange> rejected = applyOnce(left, execution);
        int shortages = 0;
        while (!rejected.isEmpty()
                && (rejected.size() < left.size()
                        || (hasShortage(rejected) && shortages < ErrnoPolicy.MOST_SHORTAGES))) {
            shortages += rejected.size() < left.size() ? 0 : 1;
            left = rejected.stream().map(RejectedChange::change).toList();
            rejected = applyOnce(left, execution);
        }
        return rejected;
    }

    private static boolean hasShortage(List<RejectedChange> rejected) {
        return rejected.stream().anyMatch(change -> change.reply().errno().isShortage());
    }

    private static List<RejectedChange> applyOnce(List<Change> batch, BatchExecution execution) {
        List<RejectedChange> rejected = new ArrayList<>();
        for (ChangeResult result : execution.apply(batch)) {
            switch (result) {
                case ChangeResult.Applied _, ChangeResult.Unchanged _ -> {}
                case ChangeResult.Rejected(Change change, Reply.Rejected reply)
                when ErrnoPolicy.saysNoDevice(reply.errno()) -> rejected.addAll(withoutDevice(change, execution));
                case ChangeResult.Rejected(Change change, Reply.Rejected reply) ->
                    rejected.add(new RejectedChange(change, reply));
                case ChangeResult.PartlyApplied(Change change, Change _, Reply.Rejected reply) ->
                    rejected.add(new RejectedChange(change, reply));
            }
        }
        return rejected;
    }

    /**
     * {@return the rejected change of a device that no longer exists; empty if nothing is left to do} The objects on the device no longer exist
     * either. Only the replacement of a route needs a request: the existing route can be on another device, and is deleted.
     */
    private static List<RejectedChange> withoutDevice(Change change, BatchExecution execution) {
        if (change instanceof Change.Replace replace && replace.before() instanceof Route) {
            Change delete = new Change.Delete(replace.step(), replace.reason(), replace.before());
            List<RejectedChange> ofDelete = applyAll(new Changes(List.of(delete)), execution);
            return ofDelete.isEmpty()
                    ? List.of()
                    : List.of(new RejectedChange(change, ofDelete.getFirst().reply()));
        }
        return List.of();
    }
}
