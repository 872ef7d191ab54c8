package meta.router;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.routing.StaleNeighbors;

/**
 * Adds permanent neighbours on the overlay NIC for the node's {@linkplain NodeSourceAddresses source addresses}, and on its host end for
 * the addresses of the call's NIC. A neighbour is left out if the overlay NIC has no stable address of its family, or if the other end has
 * no link-layer address.
 *
 * <p>For the addresses of {@link AddChainedIpRoute#chained}, the node's {@linkplain StaleNeighbors outdated neighbours} on other devices
 * are removed, even if the step {@code addChainedIPRoute} is disabled.
 */
public final class SetupNeighborhood implements Step {
    static final String NAME = "setupNeighborhood";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Plan plan(StepContext context) {
        return OverlayNic.of(context).map(overlay -> plan(overlay, context)).orElse(Plan.NOTHING);
    }

    private static Plan plan(OverlayNic overlay, StepContext context) {
        Snapshot now = context.snapshot();
        Plan pod = Plan.forEach(
                new NodeSourceAddresses(overlay, context).all(),
                address -> neighbor(Netns.POD, overlay.pod(), address, overlay.host(), overlay, now));
        List<IpAddress> chained = AddChainedIpRoute.chained(overlay, context);
        Plan host = Plan.forEach(
                context.addressing().pod(),
                address -> forgotten(address, chained, overlay, now)
                        .then(neighbor(Netns.HOST, overlay.host(), address, overlay.pod(), overlay, now)));
        return pod.then(host);
    }

    private static Plan forgotten(IpAddress address, List<IpAddress> chained, OverlayNic overlay, Snapshot now) {
        return chained.contains(address)
                ? new StaleNeighbors(address, now)
                        .forgottenExceptOn(overlay.host().name())
                : Plan.NOTHING;
    }

    private static Plan neighbor(Netns netns, Link on, IpAddress address, Link as, OverlayNic overlay, Snapshot now) {
        boolean hasFamily = overlay.address(address.family(), now).isPresent();
        // a netkit device without a link-layer address sends no ARP or NDP requests
        boolean hasMac = !as.lladdr().equals(MacAddress.NONE);
        return hasFamily && hasMac
                ? Plan.ensure(Neighbor.permanent(netns, on.name(), address, as.lladdr()))
                : Plan.NOTHING;
    }
}
