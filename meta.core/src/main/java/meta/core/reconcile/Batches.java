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
 * Cuts changes into what can be handed to the kernel at once.
 *
 * <p>A device has no index before it is made, a veth pair is in both namespaces, and a setting is no message: each of them goes alone.
 * What stands between two of them goes together, one batch for each namespace, as neither needs the other's. A route is only taken away
 * in a batch after the one that makes what may take its place, since the kernel goes on within a batch after a refusal.
 *
 * <p>New rules come before the routes of their batch: by the rule a table is found again, should the call end before its routes are
 * complete. A table that lacks a route is passed over.
 */
final class Batches {
    private final List<List<Change>> batches = new ArrayList<>();
    private final List<Change> host = new ArrayList<>();
    private final List<Change> pod = new ArrayList<>();

    private Batches() {}

    static List<List<Change>> of(List<Change> changes) {
        Batches cut = new Batches();
        for (Change change : changes) {
            cut.add(change);
        }
        cut.finish();
        return cut.batches;
    }

    private void add(Change change) {
        if (goesAlone(change)) {
            finish();
            batches.add(List.of(change));
        } else {
            List<Change> open = change.netns() == Netns.HOST ? host : pod;
            if (isRouteGone(change) && !open.isEmpty() && !isRouteGone(open.getLast())) {
                finish();
            }
            open.add(isRuleMade(change) ? afterRules(open) : open.size(), change);
        }
    }

    /** {@return the place behind the last rule of a batch} */
    private static int afterRules(List<Change> open) {
        int place = open.size();
        while (place > 0 && !(open.get(place - 1).object() instanceof Rule)) {
            place--;
        }
        return place;
    }

    private static boolean isRuleMade(Change change) {
        return change instanceof Change.Create create && create.after() instanceof Rule;
    }

    private void finish() {
        for (List<Change> open : List.of(host, pod)) {
            if (!open.isEmpty()) {
                batches.add(List.copyOf(open));
                open.clear();
            }
        }
    }

    private static boolean isRouteGone(Change change) {
        return change instanceof Change.Delete delete && delete.before() instanceof Route;
    }

    private static boolean goesAlone(Change change) {
        return switch (change.object()) {
            case VethPair _, Link _, SysctlValue _ -> true;
            case Address _, Route _, Rule _, Neighbor _ -> false;
        };
    }
}
