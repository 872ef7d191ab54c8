package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import meta.spi.Plan;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Detects plans that first plan an object on a device and then remove the device. Such a plan cannot be applied twice, because the device
 * is missing the second time. A plan that first creates the veth pair of the device is no conflict.
 */
final class DeviceRemovalConflict {
    private final List<Link.Key> going;

    private DeviceRemovalConflict(List<Link.Key> going) {
        this.going = going;
    }

    /** {@return whether {@code next} removes a device on which {@code plan} plans an object} */
    static boolean between(Plan plan, Plan next) {
        for (Plan.Item item : next.items()) {
            boolean contradicts =
                    item instanceof Plan.Remove remove && new DeviceRemovalConflict(ends(remove.object())).isIn(plan);
            if (contradicts) {
                return true;
            }
        }
        return false;
    }

    private static List<Link.Key> ends(NetworkObject object) {
        return switch (object) {
            case Link link -> List.of(link.key(), new Link.Key(link.netns().other(), link.peer()));
            case VethPair pair -> List.of(pair.host().key(), pair.pod().key());
            case Address _, Neighbor _, Route _, Rule _, SysctlValue _ -> List.of();
        };
    }

    private boolean isIn(Plan plan) {
        for (Plan.Item item : plan.items()) {
            if (item instanceof Plan.Ensure ensure) {
                if (ensure.object() instanceof VethPair pair && going.containsAll(ends(pair))) {
                    return false;
                }
                if (reliesOn(ensure.object())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean reliesOn(NetworkObject object) {
        List<Link.Key> needed = new ArrayList<>();
        Netns netns = object.netns();
        switch (object) {
            case Link _, VethPair _ -> needed.addAll(ends(object));
            case Address address -> needed.add(new Link.Key(netns, address.device()));
            case Neighbor neighbor -> needed.add(new Link.Key(netns, neighbor.device()));
            case Route route -> {
                for (Hop hop : route.hops()) {
                    needed.add(new Link.Key(netns, hop.device()));
                }
            }
            case SysctlValue sysctl -> {
                for (Link.Key link : going) {
                    if (link.netns() == netns && sysctl.path().contains("/" + link.name() + "/")) {
                        needed.add(link);
                    }
                }
            }
            case Rule _ -> {}
        }
        needed.retainAll(going);
        return !needed.isEmpty();
    }
}
