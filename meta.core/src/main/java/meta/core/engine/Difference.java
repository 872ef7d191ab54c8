package meta.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
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
    private Snapshot now;

    private Difference(Snapshot now) {
        this.now = now;
    }

    /** {@return the changes from the snapshot to what the plans want, one plan after the other} */
    public static Changes between(List<StepPlan> plans, Snapshot snapshot) {
        Difference difference = new Difference(snapshot);
        for (StepPlan plan : plans) {
            for (Plan.Item item : plan.plan().items()) {
                difference.fulfil(plan.step(), item);
            }
        }
        return difference.now.equals(snapshot) ? Changes.NONE : new Changes(difference.changes);
    }

    private void fulfil(String step, Plan.Item item) {
        switch (item) {
            case Plan.Ensure ensure -> ensure(step, ensure.reason(), ensure.object());
            case Plan.Remove remove -> remove(step, remove.reason(), remove.object());
            case Plan.Report _ -> {} // says something about the result, and wants nothing of the kernel
            case Plan.Probe _, Plan.Conflict _, Plan.Announce _ -> {} // concern the link, before and after
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
        Snapshot without = now.without(unwanted);
        for (Class<? extends NetworkObject> kind : FROM_TOP_TO_BOTTOM) {
            for (NetworkObject object : missing(kind, without)) {
                make(new Change.Delete(step, reason, object));
            }
        }
        List<NetworkObject> links = missing(Link.class, without);
        if (links.size() == 2 && links.get(0) instanceof Link host && links.get(1) instanceof Link pod) {
            make(new Change.Delete(step, reason, new VethPair(host, pod))); // only a pair goes together
        } else {
            for (NetworkObject link : links) {
                make(new Change.Delete(step, reason, link));
            }
        }
    }

    /** {@return the objects of a kind, the host's first, that would be there no more} */
    private List<NetworkObject> missing(Class<? extends NetworkObject> kind, Snapshot then) {
        List<NetworkObject> missing = new ArrayList<>();
        for (Netns netns : Netns.values()) {
            for (NetworkObject object : now.in(netns).objects()) {
                if (kind.isInstance(object) && then.in(netns).find(object.key()).isEmpty()) {
                    missing.add(object);
                }
            }
        }
        return missing;
    }

    private void make(Change change) {
        now = change.appliedTo(now);
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
