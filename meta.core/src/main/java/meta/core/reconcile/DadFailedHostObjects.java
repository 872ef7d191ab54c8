package meta.core.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meta.core.reconcile.observe.HostEndMatcher;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Finds our routes and neighbours (protocol number 109) on the host that lead to the pod, for addresses of the NIC that have failed
 * duplicate address detection. The node must reach another host, and not the pod, at such an address.
 */
public record DadFailedHostObjects(Attachment attachment, Snapshot snapshot) {

    /** {@return the deletions of these routes and neighbours} */
    public Changes changes() {
        Set<IpAddress> lost = new HashSet<>();
        for (Address address : snapshot.pod().addresses(attachment.ifname())) {
            if (address.flags().has(AddressFlags.DADFAILED)) {
                lost.add(address.address());
            }
        }
        List<Change> gone = new ArrayList<>();
        for (NetworkObject object : snapshot.host().objects()) {
            boolean leadsToPod = switch (object) {
                case Route route ->
                    route.isOurs()
                            && route.destination().isSingle()
                            && lost.contains(route.destination().address())
                            && !route.hops().isEmpty()
                            && route.hops().stream().map(Hop::device).allMatch(this::isHostEnd);
                case Neighbor neighbor ->
                    neighbor.isOurs() && lost.contains(neighbor.address()) && isHostEnd(neighbor.device());
                case Link _, VethPair _, Address _, Rule _, SysctlValue _ -> false;
            };
            if (leadsToPod) {
                gone.add(new Change.Delete(ObsoleteObjects.NAME, "another host has the address (dadfailed)", object));
            }
        }
        return new Changes(gone);
    }

    private boolean isHostEnd(String device) {
        return new HostEndMatcher(attachment, snapshot).leadsToPod(device);
    }
}
