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
 * Finds the objects of an attachment on the host: the host end of its veth pair, and our routes and neighbours for its addresses on the pod's host
 * ends.
 *
 * <p>A host end with a mark belongs to the container in the mark; one without a mark belongs to this pod if its peer is in the pod. If the pod's
 * namespace no longer exists, an unmarked device that still exists is another pod's overlay device. An object on it belonged to this pod only if that
 * other pod does not have the address.
 *
 * @param addresses the known addresses of the NIC
 * @param behind if the pod's namespace no longer exists: for each unmarked host device, by its name, the addresses in the namespace of its peer.
 *     Objects on an unmarked device that is not in the map stay. Empty if the pod's namespace exists
 */
public record HostRemoval(
        Attachment attachment, Collection<IpAddress> addresses, Snapshot snapshot, Map<String, Set<IpAddress>> behind) {

    /** Stands for the name of a step. */
    public static final String STEP = "DEL";

    /** {@return the deletions, links last; without objects on a removed link, which the kernel removes together with the link} */
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
     * {@return whether the mark of its veth pair shows that the pod's namespace belongs to another container}
     *
     * <p>In a late DEL, a path such as {@code /proc/1234/ns/net} may lead to another pod's namespace.
     */
    public boolean isInPodOfAnother() {
        return snapshot.host().links().stream()
                .filter(link -> !link.peer().isEmpty() && Attachment.isMark(link.alias()))
                .anyMatch(link -> attachment.ifnameIn(link.alias()).isEmpty());
    }
}
