package meta.core.verb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meta.core.engine.StepPlan;
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

/**
 * The routes, rules and neighbours with our protocol number that plans want.
 *
 * @param objects each of them
 */
record WantedObjects(List<NetworkObject> objects) {

    static WantedObjects of(List<StepPlan> plans) {
        List<NetworkObject> wanted = new ArrayList<>();
        for (StepPlan plan : plans) {
            for (Plan.Item item : plan.plan().items()) {
                if (item instanceof Plan.Ensure(NetworkObject object, String _) && isOurs(object)) {
                    wanted.add(object);
                }
            }
        }
        return new WantedObjects(wanted);
    }

    /** {@return whether an object carries our protocol number; links carry no number, but the mark of an attachment} */
    static boolean isOurs(NetworkObject object) {
        return switch (object) {
            case Route route -> route.isOurs();
            case Rule rule -> rule.isOurs();
            case Neighbor neighbor -> neighbor.isOurs();
            case Link _, VethPair _, Address _, SysctlValue _ -> false;
        };
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    Set<ObjectKey> keys() {
        Set<ObjectKey> keys = new HashSet<>();
        objects.forEach(object -> keys.add(object.key()));
        return keys;
    }

    /** {@return whether a route or neighbour among them is on the device} */
    boolean isOn(Netns netns, String device) {
        return objects.stream().filter(object -> object.netns() == netns).anyMatch(object -> switch (object) {
            case Route route -> route.on(device);
            case Neighbor neighbor -> neighbor.on(device);
            case Rule _, Link _, VethPair _, Address _, SysctlValue _ -> false;
        });
    }

    /** {@return whether a route of the pod among them is in the table} */
    boolean isInPod(RouteTable table) {
        return objects.stream()
                .anyMatch(object -> object instanceof Route route
                        && route.netns() == Netns.POD
                        && route.table().equals(table));
    }

    /** {@return whether a rule among them has the same namespace, priority and table} */
    boolean hasRuleLike(Rule rule) {
        return objects.stream()
                .anyMatch(object -> object instanceof Rule other
                        && other.netns() == rule.netns()
                        && other.key().priority() == rule.key().priority()
                        && other.key().table().equals(rule.key().table()));
    }
}
