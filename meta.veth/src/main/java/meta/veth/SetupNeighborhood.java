package meta.veth;

import meta.spi.Plan;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.VethPair;
import meta.spi.routing.FormerOwner;

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
                address -> new FormerOwner(address, context.snapshot())
                        .forgottenExceptOn(veth.host().name())
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
}
