package meta.spi;

import meta.netlink.IpAddress;

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
     * <p>A neighbour with our number is its own pod's to take away. It does no harm: the host's way to the address is another device.
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
                        .filter(known -> !known.on(device) && !known.isOurs())
                        .toList())
                .because("the pod's address may have been another's before");
    }

    private boolean isReachedBy(String device) {
        return now.host().routes(address.asPrefix()).stream().anyMatch(route -> route.isOurs() && route.on(device));
    }
}
