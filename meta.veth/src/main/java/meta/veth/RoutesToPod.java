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
 * Plans the node's routes to the addresses of the call's NIC through the host end of the veth pair. The routes are in the main table. If a
 * {@linkplain TableLookup lookup} finds another table for packets from the node, the routes of that family are also in the {@link
 * HostTable}.
 *
 * <p>The IPv4 routes have no preferred source: if the node lost the source address, the kernel would delete them. The kernel therefore
 * picks the source, possibly from another device if the host end has no address. If it would pick an address that is not one of {@link
 * meta.spi.Addressing#node}, the pod could not reply through the pair. The host end then gets the address {@link
 * meta.spi.Addressing#gateway}, if there is one.
 */
record RoutesToPod(Link hostEnd, StepContext context) {
    private static final int WHOLE_ADDRESS = 32;
    private static final String LOOPBACK = "lo";

    /**
     * {@return the questions whose answers {@link #plan} needs}
     *
     * @param made the host end of the pair; empty if no earlier call has created the pair
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
            // the plan has routes in two tables; the snapshot may contain only the route that the kernel uses
            made.ifPresent(end -> questions.add(new Question.HostRoutes(end.name())));
        }
        return questions;
    }

    Plan plan() {
        List<IpAddress> addresses = context.addressing().pod();
        return source().then(Plan.forEach(addresses, address -> Plan.ensure(route(address))))
                .then(beforeRules(addresses));
    }

    /** {@return the plan for the {@link HostTable}'s rules and its copies of the routes, in the families that {@link #hidden} returns} */
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
                .because("a rule of the node selects another table for packets from the node's own addresses");
    }

    /**
     * {@return the families in which a {@linkplain meta.spi.Snapshot#tables table lookup} has found another table than the main table} The
     * other table can be the {@link HostTable} of an earlier call.
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
        // when the node loses the source address, the kernel keeps an IPv6 route and removes only its source
        boolean sourced = !address.isIpv4() && gateway.isPresent();
        return sourced ? route.withSource(gateway.get()) : route;
    }

    /**
     * {@return the plan that gives the host end the IPv4 gateway's address, if necessary, and removes other IPv4 addresses that are not
     * the node's; empty without an IPv4 gateway}
     */
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
        // first the new address, then the removals: the kernel deletes a device's IPv4 routes with its last address
        boolean wanted = !hasOne && (!picked || !outdated.isEmpty());
        Plan own = wanted
                ? Plan.ensure(Address.of(Netns.HOST, hostEnd.name(), gateway.get(), WHOLE_ADDRESS))
                        .because("the kernel would pick a source address that the pod does not reach through the pair")
                : Plan.NOTHING;
        return own.then(Plan.remove(outdated).because("the node no longer has the address"));
    }
}
