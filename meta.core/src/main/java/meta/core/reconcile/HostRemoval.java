package meta.core.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.netlink.IpAddress;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Computes deletions on the host that a DEL adds to the undo plans of the steps: those of the host end of the attachment's veth pair, and
 * of our routes and neighbours (protocol number 109) for single addresses of the NIC on devices that lead to its pod.
 *
 * <p>A device with a mark leads to the pod whose container is in the mark. A device without a mark leads to this pod if its peer is in the
 * pod's namespace. A route or neighbour on a device without a mark is also deleted if {@code behind} contains the device, but not the
 * address.
 *
 * @param addresses the known addresses of the NIC
 * @param snapshot the state before the removal, with any planned hand-over
 * @param behind for the names of host devices without a mark: the addresses in the namespace of the device's peer; empty if the call has
 *     access to the pod's namespace
 */
public record HostRemoval(
        Attachment attachment, Collection<IpAddress> addresses, Snapshot snapshot, Map<String, Set<IpAddress>> behind) {

    /** Stands in place of a step's name in these changes. */
    public static final String STEP = "DEL";

    /** {@return the deletions, with the host end last; without the objects on it, which the kernel deletes together with it} */
    public Changes changes() {
        List<Change> gone = new ArrayList<>();
        for (NetworkObject object : snapshot.host().objects()) {
            if (mustDelete(object)) {
                gone.add(new Change.Delete(STEP, "", object));
            }
        }
        for (Link link : snapshot.host().links()) {
            if (attachment.isHostEnd(link)) {
                gone.add(new Change.Delete(STEP, "", link));
            }
        }
        return new Changes(gone);
    }

    private boolean mustDelete(NetworkObject object) {
        return switch (object) {
            case Route route -> mustDelete(route);
            case Neighbor neighbor -> mustDelete(neighbor);
            case Link _, VethPair _, Address _, Rule _, SysctlValue _ -> false;
        };
    }

    private boolean mustDelete(Route route) {
        IpAddress address = route.destination().address();
        return route.isOurs()
                && route.destination().isSingle()
                && addresses.contains(address)
                && !route.hops().isEmpty()
                && route.hops().stream().allMatch(hop -> mustDelete(hop.device(), address));
    }

    private boolean mustDelete(Neighbor neighbor) {
        return neighbor.isOurs()
                && addresses.contains(neighbor.address())
                && mustDelete(neighbor.device(), neighbor.address());
    }

    private boolean mustDelete(String device, IpAddress address) {
        Optional<Link> known = snapshot.host().link(device);
        if (known.isEmpty() || attachment.isHostEnd(known.get())) {
            return false;
        }
        Link link = known.get();
        if (Attachment.isMark(link.alias())) {
            return attachment.ifnameIn(link.alias()).isPresent();
        }
        Set<IpAddress> there = behind.get(device);
        return !link.peer().isEmpty() || (there != null && !there.contains(address));
    }

    /**
     * {@return whether the pod's namespace contains the peer of a host device whose mark names another container} In a late DEL, a path
     * such as {@code /proc/1234/ns/net} can lead to another pod's namespace, because the process id was used again.
     */
    public boolean isInPodOfAnother() {
        return snapshot.host().links().stream()
                .filter(link -> !link.peer().isEmpty() && Attachment.isMark(link.alias()))
                .anyMatch(link -> attachment.ifnameIn(link.alias()).isEmpty());
    }
}
