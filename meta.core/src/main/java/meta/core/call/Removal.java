package meta.core.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
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
 * What DEL takes away on the host: the links that carry the attachment's mark, and the routes and neighbours for its addresses that carry
 * our protocol number and are on <em>this pod's</em> host ends.
 *
 * <p>An address alone says nothing: by the time of a late DEL it may be another pod's, and its routes and neighbours with it. A host end
 * is this pod's where its other end is in the pod, or where it carries a mark of the pod's container. When the pod's namespace has gone,
 * its devices have gone with it, and with them what was on them. A device without a mark that is there all the same is the overlay
 * device of some pod: what is on it is left over only where no namespace behind it has the address.
 *
 * @param attachment which NIC of which pod
 * @param addresses the NIC's addresses, as far as they are known
 * @param snapshot what is
 * @param behind where the pod's namespace has gone: by the name of a host device the addresses of the namespace behind it
 */
record Removal(
        Attachment attachment, Collection<IpAddress> addresses, Snapshot snapshot, Map<String, Set<IpAddress>> behind) {

    /** {@return the changes, with a link last: the kernel takes along what is on it} */
    Changes changes() {
        List<Change> gone = new ArrayList<>();
        for (NetworkObject object : snapshot.host().objects()) {
            if (isLeftOver(object)) {
                gone.add(new Change.Delete(Del.STEP, "", object));
            }
        }
        for (Link link : snapshot.host().links()) {
            if (attachment.isHostEnd(link)) {
                gone.add(new Change.Delete(Del.STEP, "", link));
            }
        }
        return new Changes(gone);
    }

    private boolean isLeftOver(NetworkObject object) {
        return switch (object) {
            case Route route -> isLeftOver(route);
            case Neighbor neighbor -> isLeftOver(neighbor);
            case Link _, VethPair _, Address _, Rule _, SysctlValue _ -> false;
        };
    }

    private boolean isLeftOver(Route route) {
        IpAddress address = route.destination().address();
        return route.isOurs()
                && route.destination().isSingle()
                && addresses.contains(address)
                && !route.hops().isEmpty()
                && route.hops().stream().allMatch(hop -> isLeftOver(hop.device(), address));
    }

    private boolean isLeftOver(Neighbor neighbor) {
        return neighbor.isOurs()
                && addresses.contains(neighbor.address())
                && isLeftOver(neighbor.device(), neighbor.address());
    }

    /** {@return whether what is on the device for the address is of this attachment, and does not go by itself, with the device} */
    private boolean isLeftOver(String device, IpAddress address) {
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
     * {@return whether the namespace is another container's, as the mark of its pair says}
     *
     * <p>A late DEL may name a path, such as that of a process, that by now leads to the namespace of another pod.
     */
    boolean isInPodOfAnother() {
        return snapshot.host().links().stream()
                .filter(link -> !link.peer().isEmpty() && Attachment.isMark(link.alias()))
                .anyMatch(link -> attachment.ifnameIn(link.alias()).isEmpty());
    }
}
