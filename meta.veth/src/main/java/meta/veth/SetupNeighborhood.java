package meta.veth;

import meta.spi.Plan;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.VethPair;
import meta.spi.routing.StaleNeighbors;

/**
 * Adds permanent neighbours: on the host end of the veth pair for the addresses of the call's NIC, and on {@code veth0} for the node's
 * addresses. Removes the node's {@linkplain StaleNeighbors outdated neighbours} for the addresses of the NIC.
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
                address -> new StaleNeighbors(address, context.snapshot())
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
