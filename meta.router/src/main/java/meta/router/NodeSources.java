package meta.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.Snapshot;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.routing.PodTables;

/**
 * The addresses that the node speaks to the pod from.
 *
 * <p>They are the node's own addresses, and the one that its kernel picks for the overlay NIC's host end where that has no address: a
 * masquerading rule, as for a NodePort, takes that one and never asks for a route's preferred source. It may be docker0's, nodelocaldns' or
 * a service VIP's, to which the pod has no other way than its default route. The host end is not given an address of its own for it, as
 * that of {@code veth} is: it is another plugin's, and when a device loses its last address the kernel deletes all its IPv4 routes.
 *
 * @param overlay the pod's NIC in the overlay network
 * @param context what a step plans from
 */
record NodeSources(Overlay overlay, StepContext context) {

    /** {@return the addresses, those of {@link meta.spi.Addressing#node} first} */
    List<IpAddress> all() {
        List<IpAddress> all = new ArrayList<>(context.addressing().node());
        picked().filter(address -> !all.contains(address)).ifPresent(all::add);
        return all;
    }

    private Optional<IpAddress> picked() {
        Snapshot now = context.snapshot();
        return now.pickedSource(overlay.host().name())
                .filter(address -> address.isIpv4() && address.isUnicast() && !address.isLoopback())
                .filter(address -> AddChainedIpRoute.isChained(Family.IPV4, overlay, context))
                .filter(address -> !isOwnOf(overlay.host(), address, now))
                .filter(address -> !context.addressing().routers().contains(address))
                .filter(address -> !isOnLinkOfOther(address, now));
    }

    /** {@return whether the host end has the address itself, as with ptp: the overlay network's own routes lead there} */
    private static boolean isOwnOf(Link hostEnd, IpAddress address, Snapshot now) {
        return now.host().addresses(hostEnd.name()).stream()
                .anyMatch(known -> known.address().equals(address));
    }

    /** {@return whether a NIC of the pod beside the overlay NIC has a subnet with the address: there it is another host's} */
    private boolean isOnLinkOfOther(IpAddress address, Snapshot now) {
        for (String nic : new PodTables(now.pod()).nics()) {
            for (Address own : nic.equals(overlay.pod().name())
                    ? List.<Address>of()
                    : now.pod().addresses(nic)) {
                if (own.subnet().contains(address)) {
                    return true;
                }
            }
        }
        return false;
    }
}
