package meta.spi.routing;

import meta.netlink.IpAddress;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Neighbor;

/**
 * A pod or host that had a pod's address before, and that the host may still have as a neighbour.
 *
 * @param address the pod's address
 * @param now the current state
 */
public record FormerOwner(IpAddress address, Snapshot now) {

    /**
     * {@return the removal of the host's neighbours with this address on other devices}
     *
     * <p>The neighbour of a pod that has the address without having been assigned it stays, because its {@link PodRoute} is not preferred.
     *
     * <p>The plan is empty if a route of ours already leads to the address through the device: the host then uses no neighbour on another
     * device.
     *
     * @param device the host's device that leads to the pod
     */
    public Plan forgottenExceptOn(String device) {
        if (isReachedBy(device)) {
            return Plan.NOTHING;
        }
        return Plan.remove(now.host().neighbors(address).stream()
                        .filter(known -> !known.on(device) && !isOfUnassigned(known))
                        .toList())
                .because("another pod may have had the address before");
    }

    private boolean isOfUnassigned(Neighbor known) {
        return known.isOurs()
                && now.host().routes(address.asPrefix()).stream()
                        .anyMatch(route -> PodRoute.isOfUnassigned(route) && route.on(known.device()));
    }

    private boolean isReachedBy(String device) {
        return now.host().routes(address.asPrefix()).stream().anyMatch(route -> route.isOurs() && route.on(device));
    }
}
