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
 * The source addresses that the node's packets to the pod can have: the node's own addresses, and the IPv4 address that the kernel picks
 * for packets through the host end of the overlay NIC.
 *
 * <p>If the host end has no address, the kernel picks the address of another device. A masquerading rule, as for a NodePort, uses the
 * picked address even if the route has a preferred source.
 *
 * <p>This plugin adds no address to the host end, which belongs to another plugin. The later removal of the last address would delete the
 * IPv4 routes of the device.
 */
record NodeSourceAddresses(OverlayNic overlay, StepContext context) {

    /**
     * {@return the addresses without duplicates: first those of {@link meta.spi.Addressing#node}, then the picked address, if it is
     * suitable}
     */
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

    /**
     * {@return whether the host end itself has the address, as with the CNI plugin ptp; the overlay network then has routes to the address}
     */
    private static boolean isOwnOf(Link hostEnd, IpAddress address, Snapshot now) {
        for (Address known : now.host().addresses(hostEnd.name())) {
            if (known.address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether the address is in the subnet of a NIC other than the overlay NIC, where another host may have it} */
    private boolean isOnLinkOfOther(IpAddress address, Snapshot now) {
        for (String nic : new PodTables(now.pod()).nics()) {
            for (Address own : now.pod().addresses(nic)) {
                if (!nic.equals(overlay.pod().name()) && own.subnet().contains(address)) {
                    return true;
                }
            }
        }
        return false;
    }
}
