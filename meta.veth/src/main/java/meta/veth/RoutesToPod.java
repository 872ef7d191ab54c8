package meta.veth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.Addressing;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.StepContext;
import meta.spi.TableLookup;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.routing.HostRouteToPod;
import meta.spi.routing.HostTable;

/**
 * The node's routes to the pod's addresses, which lead through the host end of the pair.
 *
 * <p>An IPv4 route has no preferred source, because the kernel would delete the route together with the source address, for example at the change of
 * a DHCP lease.
 *
 * <p>Without a preferred source, the kernel picks an address of the route's device; if the device has none, it picks the first address of the first
 * device that has one. Masquerading rules use the picked address, too. The pod may be unable to reach the node by that address, for example the
 * address of docker0 or a service VIP on {@code lo}. The host end then gets an address of the node.
 */
record RoutesToPod(Link hostEnd, StepContext context) {
    private static final int WHOLE_ADDRESS = 32;
    private static final String LOOPBACK = "lo";

    /**
     * {@return the questions about the host on which {@link #plan} depends}
     *
     * @param made the host end, if an earlier call has created it
     */
    static List<Question> questions(StepContext context, Optional<Link> made) {
        List<Question> questions = new ArrayList<>();
        for (IpAddress node : context.addressing().node()) {
            context.addressing()
                    .source(node.family())
                    .ifPresent(pod -> questions.add(new Question.HostTableOf(pod, node)));
        }
        if (!hidden(context).isEmpty()) {
            questions.add(new Question.HostRules());
            made.ifPresent(end ->
                    questions.add(new Question.HostRoutes(end.name()))); // routes in one table hide those in the other
        }
        return questions;
    }

    Plan plan() {
        List<IpAddress> addresses = context.addressing().pod();
        return source().then(Plan.forEach(addresses, address -> Plan.ensure(route(address))))
                .then(beforeRules(addresses));
    }

    /** {@return the plan for the routes in the {@link HostTable}, for the families in which a rule of the node bypasses the main table} */
    private Plan beforeRules(List<IpAddress> addresses) {
        Set<Family> hidden = hidden(context);
        HostTable table = HostTable.from(context.options());
        Plan rules = Plan.forEach(hidden, family -> Plan.ensure(table.rule(family)));
        Plan routes = Plan.forEach(
                addresses,
                address -> hidden.contains(address.family())
                        ? Plan.ensure(table.inThisTable(route(address)))
                        : Plan.NOTHING);
        return rules.then(routes)
                .because("a rule of the node selects another table for packets from its own addresses");
    }

    /**
     * {@return the families in which the node sends packets from its own addresses to the pod by another table than the main table, such as the
     * {@link HostTable}}
     */
    private static Set<Family> hidden(StepContext context) {
        Set<Family> hidden = new TreeSet<>();
        for (TableLookup lookup : context.snapshot().tables()) {
            if (!lookup.table().equals(RouteTable.MAIN)) {
                hidden.add(lookup.destination().family());
            }
        }
        return hidden;
    }

    private Route route(IpAddress address) {
        Route route = HostRouteToPod.to(address, hostEnd.name(), context.addressing());
        Optional<IpAddress> gateway = context.addressing().gateway(address.family());
        boolean sourced = !address.isIpv4() && gateway.isPresent(); // an IPv6 route only loses the source
        return sourced ? route.withSource(gateway.get()) : route;
    }

    /** {@return the plan by which the IPv4 source that the kernel picks for the host end is one of the node's own addresses} */
    private Plan source() {
        Addressing addressing = context.addressing();
        Optional<IpAddress> gateway = addressing.gateway(Family.IPV4);
        if (gateway.isEmpty()) {
            return Plan.NOTHING;
        }
        Snapshot now = context.snapshot();
        List<Address> outdated = new ArrayList<>();
        boolean hasOne = false;
        for (Address address : now.host().addresses(hostEnd.name())) {
            if (addressing.node().contains(address.address())) {
                hasOne = hasOne || address.address().isIpv4();
            } else if (address.address().isIpv4()) {
                outdated.add(address);
            }
        }
        boolean picked =
                now.pickedSource(LOOPBACK).map(addressing.node()::contains).orElse(true);
        // the new address comes before the removals: a device that loses its last address loses its IPv4 routes
        boolean wanted = !hasOne && (!picked || !outdated.isEmpty());
        Plan own = wanted
                ? Plan.ensure(Address.of(Netns.HOST, hostEnd.name(), gateway.get(), WHOLE_ADDRESS))
                        .because("the kernel would pick a source address that the pod does not reach through the pair")
                : Plan.NOTHING;
        return own.then(Plan.remove(outdated).because("the node no longer has the address"));
    }
}
