package meta.core.reconcile;

import java.util.ArrayList;
import java.util.List;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Divides changes into batches, which are sent one after the other.
 *
 * <p>The change of a link, a veth pair or a sysctl is a batch of its own. The reasons: a device has no index before it exists, the ends of
 * a pair are in two namespaces, and a sysctl is not sent by netlink. Any other batch has only changes of one namespace.
 *
 * <p>Within a batch, the kernel continues after a rejected request. Therefore, within a batch, no change that deletes a route follows one
 * that creates a route: the kernel could reject the new route and nevertheless delete the old one.
 *
 * <p>Within a batch, the creation of a rule moves to an earlier place, but not before the deletion or replacement of a rule. If the call is
 * interrupted, DEL can then find routes by the rule.
 */
final class Batches {
    private final List<List<Change>> batches = new ArrayList<>();
    private final Open host = new Open();
    private final Open pod = new Open();

    private Batches() {}

    /** {@return the batches in the order of sending; none is empty} */
    static List<List<Change>> of(List<Change> changes) {
        Batches divided = new Batches();
        for (Change change : changes) {
            divided.add(change);
        }
        divided.finish();
        return divided.batches;
    }

    private void add(Change change) {
        if (isSentAlone(change)) {
            finish();
            batches.add(List.of(change));
        } else {
            Open open = change.netns() == Netns.HOST ? host : pod;
            if (deletesRoute(change) && open.lastDeletesNoRoute()) {
                finish();
            }
            open.add(change);
        }
    }

    /** The incomplete batch of a namespace. */
    private static final class Open {
        private final List<Change> untilLastRule = new ArrayList<>();
        private final List<Change> afterLastRule = new ArrayList<>();

        void add(Change change) {
            if (createsRule(change)) {
                untilLastRule.add(change);
                return;
            }
            afterLastRule.add(change);
            if (change.object() instanceof Rule) {
                untilLastRule.addAll(afterLastRule);
                afterLastRule.clear();
            }
        }

        /** {@return whether there is a last change, in the order of sending, and it is not the deletion of a route} */
        boolean lastDeletesNoRoute() {
            List<Change> last = afterLastRule.isEmpty() ? untilLastRule : afterLastRule;
            return !last.isEmpty() && !deletesRoute(last.getLast());
        }

        /** {@return all changes of this batch in the order of sending} Empties this batch. */
        List<Change> take() {
            List<Change> all = new ArrayList<>(untilLastRule);
            all.addAll(afterLastRule);
            untilLastRule.clear();
            afterLastRule.clear();
            return List.copyOf(all);
        }
    }

    private static boolean createsRule(Change change) {
        return change instanceof Change.Create create && create.after() instanceof Rule;
    }

    private void finish() {
        for (Open open : List.of(host, pod)) {
            List<Change> changes = open.take();
            if (!changes.isEmpty()) {
                batches.add(changes);
            }
        }
    }

    private static boolean deletesRoute(Change change) {
        return change instanceof Change.Delete delete && delete.before() instanceof Route;
    }

    private static boolean isSentAlone(Change change) {
        return switch (change.object()) {
            case VethPair _, Link _, SysctlValue _ -> true;
            case Address _, Route _, Rule _, Neighbor _ -> false;
        };
    }
}
