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
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Computes the changes that lead from a snapshot to the planned state.
 *
 * <p>Changes that remove a link delete the objects on the link first. Otherwise, the kernel would delete these objects together with the
 * link, and a rollback could not restore them.
 */
public final class Difference {
    /** The order in which the objects on a link are deleted: each kind after the kinds that depend on it. */
    private static final List<Class<? extends NetworkObject>> DELETION_ORDER =
            List.of(Rule.class, Route.class, Neighbor.class, Address.class, SysctlValue.class);

    private final List<Change> changes = new ArrayList<>();
    private final SnapshotDraft now;

    private Difference(Snapshot before) {
        now = new SnapshotDraft(before);
    }

    /**
     * {@return the changes, in the order of the plans; empty if the plans lead to the state of the snapshot}
     *
     * @param plans the plans of the steps; a later plan continues from the state that the earlier plans lead to
     */
    public static Changes between(List<StepPlan> plans, Snapshot snapshot) {
        Difference difference = new Difference(snapshot);
        for (StepPlan plan : plans) {
            for (Plan.Item item : plan.plan().items()) {
                difference.apply(plan.step(), item);
            }
        }
        return difference.now.snapshot().equals(snapshot) ? Changes.NONE : new Changes(difference.changes);
    }

    private void apply(String step, Plan.Item item) {
        switch (item) {
            case Plan.Ensure ensure -> ensure(step, ensure.reason(), ensure.object());
            case Plan.Remove remove -> remove(step, remove.reason(), remove.object());
            case Plan.Report _ -> {}
            case Plan.Probe _, Plan.Conflict _, Plan.Expect _, Plan.Announce _ -> {}
            case Plan.Perform _, Plan.Undo _ -> {}
            case Plan.Warning _ -> {}
        }
    }

    private void ensure(String step, String reason, NetworkObject wanted) {
        Optional<NetworkObject> present = now.find(wanted);
        NetworkObject completed = now.completed(wanted);
        if (present.isEmpty()
                && wanted instanceof VethPair pair
                && !pair.pod().master().isEmpty()) {
            add(new Change.Create(
                    step, reason, VethPair.of(pair.host(), pair.pod().withMaster(""))));
            // in a second change, because the master is not in the host's namespace, from which the pair is created
            ensure(step, reason, pair.pod());
        } else if (present.isEmpty()) {
            add(new Change.Create(step, reason, wanted));
        } else if (wanted instanceof VethPair pair) {
            ensure(step, reason, pair.host()); // the ends of an existing pair are changed one by one
            ensure(step, reason, pair.pod());
        } else if (!present.get().equals(completed)) {
            add(new Change.Replace(step, reason, present.get(), completed));
        }
    }

    private void remove(String step, String reason, NetworkObject unwanted) {
        List<NetworkObject> gone = now.goneWith(unwanted);
        for (Class<? extends NetworkObject> kind : DELETION_ORDER) {
            for (NetworkObject object : gone) {
                if (kind.isInstance(object)) {
                    add(new Change.Delete(step, reason, object));
                }
            }
        }
        List<Link> links = gone.stream()
                .filter(Link.class::isInstance)
                .map(link -> withoutMasterInPod(step, reason, (Link) link))
                .toList();
        for (Link link : links) {
            for (Link port : now.ports(link)) {
                if (!links.contains(port)) { // so that a rollback makes the device a port again
                    add(new Change.Replace(step, reason, port, port.withMaster("")));
                }
            }
        }
        removeLinks(step, reason, links);
    }

    /**
     * {@return the link; if it can be the pod end of a pair, without its master} A rollback creates the pair from the host's namespace, in
     * which the master is not.
     */
    private Link withoutMasterInPod(String step, String reason, Link link) {
        if (link.netns() == Netns.HOST || link.peer().isEmpty() || link.master().isEmpty()) {
            return link;
        }
        Link separate = link.withMaster("");
        add(new Change.Replace(step, reason, link, separate));
        return separate;
    }

    private void removeLinks(String step, String reason, List<Link> links) {
        for (Link link : links) {
            Optional<VethPair> pair = pair(link, links);
            if (pair.isEmpty()) {
                add(new Change.Delete(step, reason, link));
            } else if (link.equals(
                    pair.get().pod())) { // one change for both ends: the deletion of one end deletes the other end
                add(new Change.Delete(step, reason, pair.get()));
            }
        }
    }

    private static Optional<VethPair> pair(Link link, List<Link> links) {
        for (Link other : links) {
            boolean ends = link.netns() != other.netns()
                    && link.peer().equals(other.name())
                    && other.peer().equals(link.name());
            if (ends) {
                return Optional.of(link.netns() == Netns.HOST ? VethPair.of(link, other) : VethPair.of(other, link));
            }
        }
        return Optional.empty();
    }

    private void add(Change change) {
        change.applyTo(now);
        if (!changes.isEmpty() && cancelEachOther(changes.getLast(), change)) {
            changes.removeLast(); // the two changes cancel each other
        } else {
            changes.add(change);
        }
    }

    private static boolean cancelEachOther(Change first, Change second) {
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
