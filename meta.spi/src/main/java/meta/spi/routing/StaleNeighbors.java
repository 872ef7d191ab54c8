package meta.spi.routing;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Neighbor;
import meta.spi.net.Route;

/**
 * The node's neighbours of a host that had a pod's address before.
 *
 * @param now the current snapshot, with the node's neighbours and routes for the address
 */
public record StaleNeighbors(IpAddress address, Snapshot now) {

    /**
     * {@return the plan that removes the node's neighbours with this address on all devices except one}
     *
     * <p>A neighbour of ours for a pod to which the address was not assigned stays: the node does not use it, because it prefers the
     * {@link HostRouteToPod} to the pod with the assigned address. The plan is empty if a route of ours already leads to the address through the
     * device.
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
