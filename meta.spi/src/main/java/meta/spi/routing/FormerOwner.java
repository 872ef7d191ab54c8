package meta.spi.routing;

import meta.netlink.IpAddress;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Neighbor;

/**
 * Whoever had a pod's address a moment ago, as far as the host still knows of them.
 *
 * @param address the pod's address
 * @param now what is
 */
public record FormerOwner(IpAddress address, Snapshot now) {

    /**
     * {@return the plan in which the host forgets them: its neighbours of this address on other devices}
     *
     * <p>That of a pod whose NIC has got the address by itself stays: its route gives way to that of whom the address was assigned to.
     *
     * <p>Once a route of ours leads to the address by the device, the host has learnt what it knows from the pod itself since, and its way
     * is the device: no harm.
     *
     * @param device the host's device that leads to the pod
     */
    public Plan forgottenBut(String device) {
        if (isReachedBy(device)) {
            return Plan.NOTHING;
        }
        return Plan.remove(now.host().neighbors(address).stream()
                        .filter(known -> !known.on(device) && !isOfUnassigned(known))
                        .toList())
                .because("the pod's address may have been another's before");
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
