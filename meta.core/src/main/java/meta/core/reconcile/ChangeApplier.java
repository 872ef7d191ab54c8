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
 * Applies changes to the kernel: all of them or, if possible, none ({@link #apply}), or as many as possible ({@link #remove}). A failed
 * socket, an invalid reply or a lack of resources causes no exception; the change counts as rejected.
 *
 * @param kernel the access to the host's namespace, and to the pod's namespace if it exists
 * @param owners decides whether an existing host route leads to another pod. If such a route prevents the creation of a route, the creation
 *     counts as rejected
 * @param isThirdParty whether a step with this name is a third party's. The creation of its route or rule counts as rejected if it would
 *     replace one of another program
 */
public record ChangeApplier(KernelPort kernel, AddressOwnerLookup owners, Predicate<String> isThirdParty) {

    /** Creates an applier for changes without third-party steps. */
    public ChangeApplier(KernelPort kernel, AddressOwnerLookup owners) {
        this(kernel, owners, _ -> false);
    }

    /** Applies all changes. After a rejection, undoes the applied changes, and does not send later batches. */
    public ApplyResult apply(Changes changes) {
        BatchExecution execution = new BatchExecution(kernel, owners, isThirdParty);
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
     * Undoes applied changes. Continues after a rejection.
     *
     * @param done the applied changes in the order of their application
     * @return the changes that could not be undone, each with the reply to its inverse
     */
    public List<RejectedChange> undo(List<Change> done) {
        return undo(new Changes(done), new BatchExecution(kernel, owners, isThirdParty));
    }

    private static List<RejectedChange> undo(Changes done, BatchExecution execution) {
        List<RejectedChange> leftBehind = new ArrayList<>();
        for (RejectedChange rejected : applyAll(done.inverse(), execution)) {
            leftBehind.add(new RejectedChange(rejected.change().inverse(), rejected.reply()));
        }
        return leftBehind;
    }

    /**
     * Applies as many of the changes as possible. Continues after a rejection.
     *
     * @return the rejected changes; no change is untried
     */
    public UnappliedChanges remove(Changes changes) {
        return remove(List.of(changes), _ -> false);
    }

    /**
     * Applies as many changes as possible. Continues after a rejection within a stage. The next stage begins if each rejection is permanent
     * ({@link RejectedChange#isFinal}) or tolerated.
     *
     * @param isTolerated decides on rejections that are not permanent
     * @return the changes that were not applied, including tolerated ones
     */
    public UnappliedChanges remove(List<Changes> stages, Predicate<RejectedChange> isTolerated) {
        BatchExecution execution = new BatchExecution(kernel, owners, isThirdParty);
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
        return new UnappliedChanges(rejected, untried);
    }

    private static List<RejectedChange> applyAll(Changes changes, BatchExecution execution) {
        List<RejectedChange> rejected = new ArrayList<>();
        for (List<Change> batch : Batches.of(changes.list())) {
            rejected.addAll(applyRepeatedly(batch, execution));
        }
        return rejected;
    }

    /**
     * Sends a batch, and then repeatedly its rejected changes, as {@link ErrnoPolicy} describes. This is needed because the inverse order
     * of a rollback can be wrong, such as a route via a gateway before the route to the gateway.
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
     * Handles a change whose device or namespace does not exist. Only the replacement of a route needs work: the existing route can be on
     * another device, and is deleted.
     *
     * @return the change, if the deletion of the existing route was rejected; otherwise empty
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
