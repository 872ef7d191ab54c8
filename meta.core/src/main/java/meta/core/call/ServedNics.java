package meta.core.call;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.Attachment;
import meta.spi.PodTables;
import meta.spi.Routing;
import meta.spi.Routing.OwnTable;
import meta.spi.SharedLink;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/**
 * The NICs of a pod that calls of ours were for, told by what those calls have made: a link with a mark, routes and neighbours on the
 * node for the NIC's addresses, routes of ours in the NIC's own table.
 *
 * @param attachment the NIC that goes
 * @param addresses its addresses, as far as they are known
 * @param snapshot what is, with what the node knows of the addresses of all NICs
 */
record ServedNics(Attachment attachment, Collection<IpAddress> addresses, Snapshot snapshot) {

    /** {@return the others that have addresses of the family} */
    List<String> others(Family family) {
        PodTables tables = new PodTables(snapshot.pod());
        Set<String> served = marked();
        Set<IpAddress> known = knownToNode();
        Set<RouteTable> ours = tablesWithRoutesOfOurs();
        boolean traced = addresses.stream().anyMatch(known::contains)
                || tables.lookedUpFrom(List.copyOf(addresses))
                        .filter(ours::contains)
                        .isPresent();
        return tables.nics().stream()
                .filter(nic -> !nic.equals(attachment.ifname()))
                .filter(nic -> !tables.addresses(nic, family).isEmpty())
                .filter(nic -> served.contains(nic) || isServed(nic, tables, known, ours, traced))
                .toList();
    }

    /** Where calls leave nothing on the node, as beside SR-IOV, every NIC with a table of its own counts, but not the overlay NIC. */
    private static boolean isServed(
            String nic, PodTables tables, Set<IpAddress> known, Set<RouteTable> ours, boolean traced) {
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            List<IpAddress> own = tables.addresses(nic, family);
            Optional<RouteTable> table = tables.ownTable(nic, family).map(OwnTable::table);
            boolean ofOverlay =
                    table.filter(number -> isHijackedTo(number, tables)).isPresent();
            boolean counts = traced ? table.filter(ours::contains).isPresent() : table.isPresent();
            if (own.stream().anyMatch(known::contains) || (counts && !ofOverlay)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHijackedTo(RouteTable table, PodTables tables) {
        return tables.pod().rules().stream()
                .filter(Rule::isOurs)
                .anyMatch(rule -> rule.key().priority() == Routing.TO_PRIORITY
                        && rule.key().table().equals(table));
    }

    /** {@return the NICs whose attachments use a link with a mark of ours} */
    private Set<String> marked() {
        Set<String> marked = new HashSet<>();
        for (Link inside : snapshot.pod().links()) {
            Optional<String> owner =
                    snapshot.host().link(inside.peer()).map(Link::alias).flatMap(attachment::ifnameIn);
            if (owner.filter(nic -> !nic.equals(attachment.ifname())).isPresent()) {
                marked.add(owner.get());
                marked.addAll(SharedLink.of(inside.alias()).networks().keySet());
            }
        }
        return marked;
    }

    /** {@return the addresses for which the node has a route or neighbour of ours on a host end of the pod's} */
    private Set<IpAddress> knownToNode() {
        Set<String> hostEnds = new HashSet<>();
        snapshot.pod().links().forEach(link -> hostEnds.add(link.peer()));
        hostEnds.remove("");
        Set<IpAddress> known = new HashSet<>();
        for (Neighbor neighbor : snapshot.host().neighbors()) {
            if (neighbor.isOurs() && hostEnds.contains(neighbor.device())) {
                known.add(neighbor.address());
            }
        }
        for (Route route : snapshot.host().routes()) {
            if (route.isOurs() && hostEnds.stream().anyMatch(route::on)) {
                known.add(route.destination().address());
            }
        }
        return known;
    }

    private Set<RouteTable> tablesWithRoutesOfOurs() {
        Set<RouteTable> tables = new HashSet<>();
        for (Route route : snapshot.pod().routes()) {
            if (route.isOurs() && !route.table().equals(RouteTable.MAIN)) {
                tables.add(route.table());
            }
        }
        return tables;
    }
}
