package meta.core.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.RouteTable;
import meta.spi.Plan;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.ObjectKey;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/** An index of the routes, rules and neighbours with our protocol number (109) that should exist according to plans. */
final class OurPlannedObjects {
    private final Set<ObjectKey> keys = new HashSet<>();
    private final Set<On> devices = new HashSet<>();
    private final Set<RouteTable> podTables = new HashSet<>();
    private final Set<RuleKind> rules = new HashSet<>();

    private record On(Netns netns, String device) {}

    private record RuleKind(Netns netns, long priority, RouteTable table) {
        static RuleKind of(Rule rule) {
            return new RuleKind(rule.netns(), rule.key().priority(), rule.key().table());
        }
    }

    private OurPlannedObjects(List<NetworkObject> objects) {
        for (NetworkObject object : objects) {
            keys.add(object.key());
            switch (object) {
                case Route route -> {
                    route.hops().forEach(hop -> devices.add(new On(route.netns(), hop.device())));
                    if (route.netns() == Netns.POD) {
                        podTables.add(route.table());
                    }
                }
                case Neighbor neighbor -> devices.add(new On(neighbor.netns(), neighbor.device()));
                case Rule rule -> rules.add(RuleKind.of(rule));
                case Link _, VethPair _, Address _, SysctlValue _ -> {}
            }
        }
    }

    static OurPlannedObjects of(List<StepPlan> plans) {
        List<NetworkObject> planned = new ArrayList<>();
        for (StepPlan plan : plans) {
            for (Plan.Item item : plan.plan().items()) {
                if (item instanceof Plan.Ensure(NetworkObject object, String _) && isOurs(object)) {
                    planned.add(object);
                }
            }
        }
        return new OurPlannedObjects(planned);
    }

    static boolean isOurs(NetworkObject object) {
        return switch (object) {
            case Route route -> route.isOurs();
            case Rule rule -> rule.isOurs();
            case Neighbor neighbor -> neighbor.isOurs();
            case Link _, VethPair _, Address _, SysctlValue _ -> false;
        };
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    boolean contains(NetworkObject object) {
        return keys.contains(object.key());
    }

    boolean isOn(Netns netns, String device) {
        return devices.contains(new On(netns, device));
    }

    boolean isInPod(RouteTable table) {
        return podTables.contains(table);
    }

    /** {@return whether a planned rule of the same namespace has the same priority and table} */
    boolean hasRuleLike(Rule rule) {
        return rules.contains(RuleKind.of(rule));
    }
}
