package meta.core.verb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import meta.core.engine.Change;
import meta.core.engine.Changes;
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
 * What DEL takes away: on the host the links that carry the attachment's mark, and the routes and neighbours for its addresses that
 * carry ours.
 *
 * @param attachment which NIC of which pod
 * @param addresses the NIC's addresses, as far as they are known
 * @param snapshot what is
 */
record Removal(Attachment attachment, Collection<IpAddress> addresses, Snapshot snapshot) {

    /** {@return the changes, with a link last: the kernel takes along what is on it} */
    Changes changes() {
        List<Change> gone = new ArrayList<>();
        for (NetworkObject object : snapshot.host().objects()) {
            if (isLeftOver(object)) {
                gone.add(new Change.Delete(Del.STEP, "", object));
            }
        }
        for (Link link : snapshot.host().links()) {
            if (isOwn(link)) {
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

    private boolean isOwn(Link link) {
        return link.alias().equals(attachment.mark());
    }

    private boolean isLeftOver(Route route) {
        boolean forTheNic = route.destination().isSingle()
                && addresses.contains(route.destination().address());
        return route.isOurs() && forTheNic && route.hops().stream().noneMatch(hop -> isCaredFor(hop.device()));
    }

    private boolean isLeftOver(Neighbor neighbor) {
        return neighbor.isOurs() && addresses.contains(neighbor.address()) && !isCaredFor(neighbor.device());
    }

    /** What is on the attachment's own link goes with the link; on one of another pod it is that pod's, which may have the address by now. */
    private boolean isCaredFor(String device) {
        return snapshot.host()
                .link(device)
                .filter(link -> Attachment.isMark(link.alias()))
                .filter(link -> isOwn(link) || attachment.ifnameIn(link.alias()).isEmpty())
                .isPresent();
    }
}
