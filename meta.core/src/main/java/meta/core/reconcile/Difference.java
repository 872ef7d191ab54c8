package meta.core.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * What has to change so that the plans hold: a pure function of plans and snapshot.
 *
 * <p>It walks through the plans and keeps the snapshot as it would be by then. A wish that is fulfilled already changes nothing. A link
 * is taken away only after what is on it, one by one, since the kernel would take that along silently and a roll-back could not bring
 * it back.
 */
public final class Difference {
    /** Such that nothing goes before what it needs; links come last. */
    private static final List<Class<? extends NetworkObject>> FROM_TOP_TO_BOTTOM =
            List.of(Rule.class, Route.class, Neighbor.class, Address.class, SysctlValue.class);

    private final List<Change> changes = new ArrayList<>();
    private final SnapshotDraft now;

    private Difference(Snapshot before) {
        now = new SnapshotDraft(before);
    }

    /** {@return the changes from the snapshot to what the plans want, one plan after the other} */
    public static Changes between(List<StepPlan> plans, Snapshot snapshot) {
        Difference difference = new Difference(snapshot);
        for (StepPlan plan : plans) {
            for (Plan.Item item : plan.plan().items()) {
                difference.fulfil(plan.step(), item);
            }
        }
        return difference.now.snapshot().equals(snapshot) ? Changes.NONE : new Changes(difference.changes);
    }

    private void fulfil(String step, Plan.Item item) {
        switch (item) {
            case Plan.Ensure ensure -> ensure(step, ensure.reason(), ensure.object());
            case Plan.Remove remove -> remove(step, remove.reason(), remove.object());
            case Plan.Report _ -> {} // says something about the result, and wants nothing of the kernel
            case Plan.Probe _, Plan.Conflict _, Plan.Announce _ -> {} // concern the link, before and after
            case Plan.Warning _ -> {} // is for the log
        }
    }

    private void ensure(String step, String reason, NetworkObject wanted) {
        Optional<NetworkObject> present = now.find(wanted);
        if (present.isEmpty()) {
            make(new Change.Create(step, reason, wanted));
        } else if (wanted instanceof VethPair pair) {
            ensure(step, reason, pair.host()); // of a pair that is there each end can be changed by itself
            ensure(step, reason, pair.pod());
        } else if (!present.get().equals(wanted)) {
            make(new Change.Replace(step, reason, present.get(), wanted));
        }
    }

    private void remove(String step, String reason, NetworkObject unwanted) {
        List<NetworkObject> gone = now.goneWith(unwanted);
        for (Class<? extends NetworkObject> kind : FROM_TOP_TO_BOTTOM) {
            for (NetworkObject object : gone) {
                if (kind.isInstance(object)) {
                    make(new Change.Delete(step, reason, object));
                }
            }
        }
        List<Link> links = gone.stream()
                .filter(Link.class::isInstance)
                .map(Link.class::cast)
                .toList();
        if (links.size() == 2) {
            make(new Change.Delete(
                    step, reason, new VethPair(links.getFirst(), links.getLast()))); // only a pair goes together
        } else {
            for (Link link : links) {
                make(new Change.Delete(step, reason, link));
            }
        }
    }

    private void make(Change change) {
        change.applyTo(now);
        if (!changes.isEmpty() && opposed(changes.getLast(), change)) {
            changes.removeLast(); // the one takes the other back, and nothing between needs either
        } else {
            changes.add(change);
        }
    }

    private static boolean opposed(Change first, Change second) {
        return switch (first) {
            case Change.Create create ->
                second instanceof Change.Delete delete && delete.before().equals(create.after());
            case Change.Delete delete ->
                second instanceof Change.Create create && create.after().equals(delete.before());
            case Change.Replace replace ->
                second instanceof Change.Replace back
                        && back.before().equals(replace.after())
                        && back.after().equals(replace.before());
        };
    }
}
