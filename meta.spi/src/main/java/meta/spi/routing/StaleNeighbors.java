package meta.spi.routing;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Neighbor;
import meta.spi.net.Route;

/**
 * Finds neighbour entries of the node that have become wrong because a pod has got the address of another machine or pod.
 *
 * @param address the address that the pod has got
 * @param now the current state, with the node's routes to the address and its neighbour entries for the address. Entries on devices that
 *     the snapshot does not cover ({@link Snapshot}) are not found
 */
public record StaleNeighbors(IpAddress address, Snapshot now) {

    /**
     * {@return the plan that removes the node's neighbour entries for the address on all devices except this one; empty if the node already
     * has a route with our protocol number to the address through this device}
     *
     * <p>An entry with {@linkplain meta.spi.net.Ownership#PROTOCOL our protocol number} stays if it belongs to a pod to which the address
     * was not assigned ({@link HostRouteToPod}).
     *
     * @param device the name of the host device that leads to the pod
     */
    public Plan forgottenExceptOn(String device) {
        if (isReachedBy(device)) {
            return Plan.NOTHING;
        }
        List<Neighbor> former = new ArrayList<>();
        for (Neighbor known : now.host().neighbors(address)) {
            if (!known.on(device) && !isOfUnassigned(known)) {
                former.add(known);
            }
        }
        return Plan.remove(former).because("another pod may have had the address before");
    }

    private boolean isOfUnassigned(Neighbor known) {
        for (Route route : now.host().routes(address.asPrefix())) {
            if (known.isOurs() && HostRouteToPod.isOfUnassigned(route) && route.on(known.device())) {
                return true;
            }
        }
        return false;
    }

    private boolean isReachedBy(String device) {
        for (Route route : now.host().routes(address.asPrefix())) {
            if (route.isOurs() && route.on(device)) {
                return true;
            }
        }
        return false;
    }
}
