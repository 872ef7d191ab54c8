package meta.veth;

import meta.netlink.IpAddress;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.VethPair;

/**
 * Teaches host and pod each other's link-layer address over the veth pair, so that neither has to ask by ARP or NDP.
 *
 * <p>A pod address may have been another pod's a moment ago; what the host still knows of that one goes first. Once the host's
 * way to the address is the pair, what it knows on other devices is of no account.
 */
public final class SetupNeighborhood implements Step {
    static final String NAME = "setupNeighborhood";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Plan plan(StepContext context) {
        VethPair veth = PodVeth.in(context.attachment(), context.snapshot()).pair();
        Plan host = Plan.forEach(
                context.addressing().pod(),
                address -> forget(address, veth, context.snapshot())
                        .then(Plan.ensure(Neighbor.permanent(
                                Netns.HOST,
                                veth.host().name(),
                                address,
                                veth.pod().lladdr()))));
        Plan pod = Plan.forEach(
                context.addressing().node(),
                address -> Plan.ensure(Neighbor.permanent(
                        Netns.POD, veth.pod().name(), address, veth.host().lladdr())));
        return host.then(pod);
    }

    private static Plan forget(IpAddress address, VethPair veth, Snapshot now) {
        if (leadsToPod(address, veth, now)) {
            return Plan.NOTHING; // learnt since, from the pod itself, and no harm: its way is the pair
        }
        return Plan.remove(now.host().neighbors(address).stream()
                        .filter(known -> !known.on(veth.host().name()))
                        .toList())
                .because("the pod's address may have been another's before");
    }

    private static boolean leadsToPod(IpAddress address, VethPair veth, Snapshot now) {
        return now.host().routes().stream()
                .anyMatch(route -> route.isOurs()
                        && route.on(veth.host().name())
                        && route.destination().equals(address.asPrefix()));
    }
}
