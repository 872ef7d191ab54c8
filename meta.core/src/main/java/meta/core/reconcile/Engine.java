package meta.core.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.socket.Reply;
import meta.spi.net.Route;

/**
 * Makes changes in the kernel: all of them, or none.
 *
 * <p>What the kernel has accepted before it refuses is taken back, the last first. Within a batch it goes on after a refusal, so more may
 * have to be taken back than stands before the refused change. What somebody else has made or taken away meanwhile, just as it should be,
 * is no refusal, and is not taken back.
 *
 * @param kernel both namespaces
 */
public record Engine(KernelPort kernel) {
    /** How often changes are sent once more of which none was made, for want of memory. */
    private static final int MOST_SHORTAGES = 2;

    /** Makes all changes; where one is refused, none of them is left if the kernel allows. */
    public ApplyResult apply(Changes changes) {
        Execution execution = new Execution(kernel);
        List<Change> done = new ArrayList<>();
        for (List<Change> batch : Batches.of(changes.list())) {
            List<RejectedChange> refused = new ArrayList<>();
            for (ChangeResult outcome : execution.make(batch)) {
                switch (outcome) {
                    case ChangeResult.Made made -> done.add(made.made());
                    case ChangeResult.AlreadySo _ -> {}
                    case ChangeResult.Refused(Change change, Reply.Rejected reply) ->
                        refused.add(new RejectedChange(change, reply));
                    case ChangeResult.HalfMade(Change change, Change half, Reply.Rejected reply) -> {
                        done.add(half);
                        refused.add(new RejectedChange(change, reply));
                    }
                }
            }
            if (!refused.isEmpty()) {
                return rollBack(refused.getFirst(), new Changes(done), execution);
            }
        }
        return new ApplyResult.Complete(done);
    }

    private static ApplyResult rollBack(RejectedChange first, Changes done, Execution execution) {
        List<RejectedChange> stuck = new ArrayList<>();
        Set<Change> undone = new LinkedHashSet<>(done.list());
        for (RejectedChange refusal : goOn(done.inverse(), execution)) {
            Change left = refusal.change().inverse();
            stuck.add(new RejectedChange(left, refusal.reply()));
            undone.remove(left);
        }
        return stuck.isEmpty()
                ? new ApplyResult.RolledBack(first.change(), first.reply(), List.copyOf(undone))
                : new ApplyResult.Stuck(first.change(), first.reply(), List.copyOf(undone), stuck);
    }

    /**
     * Makes what changes can be made, as for a DEL: it goes on after a refusal, and what is gone already needs no taking away.
     *
     * @return what the kernel has refused
     */
    public List<RejectedChange> remove(Changes changes) {
        return goOn(changes, new Execution(kernel));
    }

    /**
     * Makes changes as {@link #remove(Changes)} does, but in stages: one is begun when the stages before are made. A change that is refused
     * for good, since it contradicts what is, is not waited for: it would keep the rest from ever being made.
     */
    public RemoveResult remove(List<Changes> stages) {
        Execution execution = new Execution(kernel);
        List<RejectedChange> refusals = new ArrayList<>();
        List<Change> untried = new ArrayList<>();
        boolean stopped = false;
        for (Changes stage : stages) {
            if (stopped) {
                untried.addAll(stage.list());
            } else {
                List<RejectedChange> refused = goOn(stage, execution);
                refusals.addAll(refused);
                stopped = refused.stream().anyMatch(refusal -> !refusal.isFinal());
            }
        }
        return new RemoveResult(refusals, untried);
    }

    private static List<RejectedChange> goOn(Changes changes, Execution execution) {
        List<RejectedChange> refusals = new ArrayList<>();
        for (List<Change> batch : Batches.of(changes.list())) {
            refusals.addAll(persist(batch, execution));
        }
        return refusals;
    }

    /**
     * The kernel lets a gateway's route go before the routes by it, but not come back after them: such have to be tried again. So has what
     * was refused for want of memory, or of which the answer is lost.
     */
    private static List<RejectedChange> persist(List<Change> batch, Execution execution) {
        List<Change> left = batch;
        List<RejectedChange> refused = makeAll(left, execution);
        int shortages = 0;
        while (!refused.isEmpty()
                && (refused.size() < left.size() || (isShort(refused) && shortages < MOST_SHORTAGES))) {
            shortages += refused.size() < left.size() ? 0 : 1;
            left = refused.stream().map(RejectedChange::change).toList();
            refused = makeAll(left, execution);
        }
        return refused;
    }

    private static boolean isShort(List<RejectedChange> refused) {
        return refused.stream().anyMatch(refusal -> refusal.reply().errno().isShortage());
    }

    private static List<RejectedChange> makeAll(List<Change> batch, Execution execution) {
        List<RejectedChange> refusals = new ArrayList<>();
        for (ChangeResult outcome : execution.make(batch)) {
            switch (outcome) {
                case ChangeResult.Made _, ChangeResult.AlreadySo _ -> {}
                case ChangeResult.Refused(Change change, Reply.Rejected reply)
                when isWithoutDevice(reply) -> refusals.addAll(withoutDevice(change, execution));
                case ChangeResult.Refused(Change change, Reply.Rejected reply) ->
                    refusals.add(new RejectedChange(change, reply));
                case ChangeResult.HalfMade(Change change, Change _, Reply.Rejected reply) ->
                    refusals.add(new RejectedChange(change, reply));
            }
        }
        return refusals;
    }

    private static boolean isWithoutDevice(Reply.Rejected reply) {
        return reply.errno().equals(Errno.ENODEV);
    }

    /** The device is gone, and with it what was on it; but the route that has taken the place of one there has to go too. */
    private static List<RejectedChange> withoutDevice(Change change, Execution execution) {
        if (change instanceof Change.Replace replace && replace.before() instanceof Route) {
            Change delete = new Change.Delete(replace.step(), replace.reason(), replace.before());
            return goOn(new Changes(List.of(delete)), execution);
        }
        return List.of();
    }
}
