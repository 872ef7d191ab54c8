package meta.spi.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.Attachment;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
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
 * The plan that undoes {@link MigrateRoute} for a NIC that is being deleted, separately for each address family.
 *
 * <p>If the NIC has a table of its own, the plan removes this table, and also the table of another NIC if only one other NIC has a table.
 * With a table, the plan removes the rules of ours that select it or that exempt a subnet of the deleted NIC only. The main table gets
 * routes that it lacks from the removed tables and, if necessary, from tables of other NICs.
 *
 * <p>If no other NIC of the pod with an address was set up by an ADD of these plugins, the plan removes the tables of all NICs, and all
 * rules, routes and neighbours of the pod with {@linkplain meta.spi.net.Ownership#PROTOCOL our protocol number}. Neighbours, and routes
 * outside of these tables, that the kernel removes with the NIC's veth pair are left out.
 *
 * @param attachment the NIC that is being deleted
 * @param addresses the known addresses of that NIC, which itself may no longer exist
 * @param mainNic the rule that chooses the NIC that takes the place of the deleted one, as the source of our routes in the main table
 * @param snapshot the state of host and pod, with the node's routes and neighbours for the addresses of all NICs. If other attachments use
 *     the NIC's veth pair, the state after the pair was handed over to one of them
 */
public record NicRelease(Attachment attachment, Collection<IpAddress> addresses, MainNic mainNic, Snapshot snapshot) {

    /** {@return the plan for both address families} The main table gets a route before another table loses it. */
    public Plan plan() {
        return Plan.forEach(List.of(Family.IPV4, Family.IPV6), this::plan);
    }

    private Plan plan(Family family) {
        List<OwnTable> others = new PodTables(snapshot.pod())
                .ownTables().stream()
                        .filter(own -> own.family().equals(family) && !isNic(own.nic()))
                        .sorted((one, other) -> mainNic.order().compare(one.nic(), other.nic()))
                        .toList();
        Optional<OwnTable> own = ofNic(family);
        List<String> served = new ServedNics(attachment, addresses, snapshot).others(family);
        RoutesBackToMain restored = new RoutesBackToMain(attachment.ifname(), snapshot.pod(), family);
        Plan plan = Plan.NOTHING;
        List<OwnTable> obsolete = new ArrayList<>();
        own.ifPresent(obsolete::add);
        if (served.isEmpty() || (own.isPresent() && others.size() < 2)) {
            obsolete.addAll(others);
        } else if (own.isPresent()) {
            plan = plan.then(Plan.forEach(others, restored::unclaimed));
        }
        plan = plan.then(Plan.forEach(obsolete, restored::all));
        plan = plan.then(mainNic.of(served).map(next -> takenOver(next, family)).orElse(Plan.NOTHING));
        plan = plan.then(Plan.forEach(obsolete, this::emptied));
        return served.isEmpty() ? plan.then(remaining(family, plan)) : plan;
    }

    private boolean isNic(String device) {
        return device.equals(attachment.ifname());
    }

    /** {@return the table that {@link PodTables#lookedUpFrom} finds for the NIC's known addresses of the family} */
    private Optional<OwnTable> ofNic(Family family) {
        List<IpAddress> ofFamily = addresses.stream()
                .filter(address -> address.family().equals(family))
                .toList();
        return new PodTables(snapshot.pod())
                .lookedUpFrom(ofFamily)
                .map(table -> OwnTable.of(attachment.ifname(), ofFamily, table));
    }

    /**
     * {@return the plan that replaces addresses of the deleted NIC by an address of the next NIC, as the source of our routes in the main
     * table}
     */
    private Plan takenOver(String next, Family family) {
        IpAddress source = new PodTables(snapshot.pod()).addresses(next, family).getFirst();
        List<Route> ofNic = snapshot.pod().routes(RouteTable.MAIN).stream()
                .filter(Route::isOurs)
                .filter(route -> route.destination().family().equals(family))
                .filter(route -> addresses.contains(route.source()))
                .toList();
        return Plan.forEach(ofNic, route -> Plan.ensure(route.withSource(source)));
    }

    /** {@return the plan that removes the family's routes in the table, and the rules of ours for which {@link #concerns} is true} */
    private Plan emptied(OwnTable own) {
        List<NetworkObject> gone = new ArrayList<>();
        for (Rule rule : snapshot.pod().rules()) {
            if (rule.isOurs() && rule.family().equals(own.family()) && concerns(own, rule)) {
                gone.add(rule);
            }
        }
        for (Route route : snapshot.pod().routes()) {
            if (route.table().equals(own.table())
                    && route.destination().family().equals(own.family())) {
                gone.add(route);
            }
        }
        return Plan.remove(gone);
    }

    /**
     * {@return whether the rule selects the table, or exempts a subnet that contains an address of the deleted NIC and is not the subnet of
     * an address on another device of the pod}
     */
    private boolean concerns(OwnTable own, Rule rule) {
        Prefix to = rule.key().to();
        boolean exempts = rule.key().priority() == RulePriority.EXEMPT
                && addresses.stream().anyMatch(to::contains)
                && snapshot.pod().addresses().stream()
                        .noneMatch(address -> !isNic(address.device()) && isIn(to, address));
        return rule.key().table().equals(own.table()) || exempts;
    }

    private static boolean isIn(Prefix subnet, Address address) {
        return address.subnet().equals(subnet);
    }

    /**
     * {@return the plan that removes our rules, routes and neighbours of the family in the pod, except those in {@code planned} and those
     * that the kernel removes with the NIC's veth pair}
     */
    private Plan remaining(Family family, Plan planned) {
        Set<NetworkObject> mentioned = new HashSet<>();
        for (Plan.Item item : planned.items()) {
            switch (item) {
                case Plan.Ensure ensure -> mentioned.add(ensure.object());
                case Plan.Remove remove -> mentioned.add(remove.object());
                case Plan.Report _, Plan.Probe _, Plan.Conflict _, Plan.Expect _ -> {}
                case Plan.Perform _, Plan.Undo _, Plan.Announce _, Plan.Warning _ -> {}
            }
        }
        List<NetworkObject> gone = new ArrayList<>();
        for (NetworkObject object : snapshot.pod().objects()) {
            boolean obsolete = switch (object) {
                case Rule rule -> rule.isOurs() && rule.family().equals(family);
                case Route route ->
                    route.isOurs() && route.destination().family().equals(family) && !goesWithItsLink(route);
                case Neighbor neighbor ->
                    neighbor.isOurs()
                            && neighbor.address().family().equals(family)
                            && !goesWithItsLink(neighbor.device());
                case Link _, VethPair _, Address _, SysctlValue _ -> false;
            };
            if (obsolete && !mentioned.contains(object)) {
                gone.add(object);
            }
        }
        return Plan.remove(gone);
    }

    private boolean goesWithItsLink(Route route) {
        return route.hops().stream().anyMatch(hop -> goesWithItsLink(hop.device()));
    }

    /** {@return whether the device is the pod end of a veth pair with the mark of the NIC} */
    private boolean goesWithItsLink(String device) {
        return snapshot.pod()
                .link(device)
                .flatMap(link -> snapshot.host().link(link.peer()))
                .filter(hostEnd -> hostEnd.alias().equals(attachment.mark()))
                .isPresent();
    }
}
