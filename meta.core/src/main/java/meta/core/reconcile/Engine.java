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
    public Applied apply(Changes changes) {
        Execution execution = new Execution(kernel);
        List<Change> done = new ArrayList<>();
        for (List<Change> batch : Batches.of(changes.list())) {
            List<Refusal> refused = new ArrayList<>();
            for (Outcome outcome : execution.make(batch)) {
                switch (outcome) {
                    case Outcome.Made made -> done.add(made.made());
                    case Outcome.AlreadySo _ -> {}
                    case Outcome.Refused(Change change, Reply.Refused reply) -> refused.add(new Refusal(change, reply));
                    case Outcome.HalfMade(Change change, Change half, Reply.Refused reply) -> {
                        done.add(half);
                        refused.add(new Refusal(change, reply));
                    }
                }
            }
            if (!refused.isEmpty()) {
                return rollBack(refused.getFirst(), new Changes(done), execution);
            }
        }
        return new Applied.Complete(done);
    }

    private static Applied rollBack(Refusal first, Changes done, Execution execution) {
        List<Refusal> stuck = new ArrayList<>();
        Set<Change> undone = new LinkedHashSet<>(done.list());
        for (Refusal refusal : goOn(done.inverse(), execution)) {
            Change left = refusal.change().inverse();
            stuck.add(new Refusal(left, refusal.reply()));
            undone.remove(left);
        }
        return stuck.isEmpty()
                ? new Applied.RolledBack(first.change(), first.reply(), List.copyOf(undone))
                : new Applied.Stuck(first.change(), first.reply(), List.copyOf(undone), stuck);
    }

    /**
     * Makes what changes can be made, as for a DEL: it goes on after a refusal, and what is gone already needs no taking away.
     *
     * @return what the kernel has refused
     */
    public List<Refusal> remove(Changes changes) {
        return goOn(changes, new Execution(kernel));
    }

    /**
     * Makes changes as {@link #remove(Changes)} does, but in stages: one is begun when the stages before are made. A change that is refused
     * for good, since it contradicts what is, is not waited for: it would keep the rest from ever being made.
     */
    public Removed remove(List<Changes> stages) {
        Execution execution = new Execution(kernel);
        List<Refusal> refusals = new ArrayList<>();
        List<Change> untried = new ArrayList<>();
        boolean stopped = false;
        for (Changes stage : stages) {
            if (stopped) {
                untried.addAll(stage.list());
            } else {
                List<Refusal> refused = goOn(stage, execution);
                refusals.addAll(refused);
                stopped = refused.stream().anyMatch(refusal -> !refusal.isFinal());
            }
        }
        return new Removed(refusals, untried);
    }

    private static List<Refusal> goOn(Changes changes, Execution execution) {
        List<Refusal> refusals = new ArrayList<>();
        for (List<Change> batch : Batches.of(changes.list())) {
            refusals.addAll(persist(batch, execution));
        }
        return refusals;
    }

    /**
     * The kernel lets a gateway's route go before the routes by it, but not come back after them: such have to be tried again. So has what
     * was refused for want of memory, or of which the answer is lost.
     */
    private static List<Refusal> persist(List<Change> batch, Execution execution) {
        List<Change> left = batch;
        List<Refusal> refused = makeAll(left, execution);
        int shortages = 0;
        while (!refused.isEmpty()
                && (refused.size() < left.size() || (isShort(refused) && shortages < MOST_SHORTAGES))) {
            shortages += refused.size() < left.size() ? 0 : 1;
            left = refused.stream().map(Refusal::change).toList();
            refused = makeAll(left, execution);
        }
        return refused;
    }

    private static boolean isShort(List<Refusal> refused) {
        return refused.stream().anyMatch(refusal -> refusal.reply().errno().isShortage());
    }

    private static List<Refusal> makeAll(List<Change> batch, Execution execution) {
        List<Refusal> refusals = new ArrayList<>();
        for (Outcome outcome : execution.make(batch)) {
            switch (outcome) {
                case Outcome.Made _, Outcome.AlreadySo _ -> {}
                case Outcome.Refused(Change change, Reply.Refused reply)
                when isWithoutDevice(reply) -> refusals.addAll(withoutDevice(change, execution));
                case Outcome.Refused(Change change, Reply.Refused reply) -> refusals.add(new Refusal(change, reply));
                case Outcome.HalfMade(Change change, Change _, Reply.Refused reply) ->
                    refusals.add(new Refusal(change, reply));
            }
        }
        return refusals;
    }

    private static boolean isWithoutDevice(Reply.Refused reply) {
        return reply.errno().equals(Errno.ENODEV);
    }

    /** The device is gone, and with it what was on it; but the route that has taken the place of one there has to go too. */
    private static List<Refusal> withoutDevice(Change change, Execution execution) {
        if (change instanceof Change.Replace replace && replace.before() instanceof Route) {
            Change delete = new Change.Delete(replace.step(), replace.reason(), replace.before());
            return goOn(new Changes(List.of(delete)), execution);
        }
        return List.of();
    }
}
