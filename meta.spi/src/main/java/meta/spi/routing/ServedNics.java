package meta.spi.routing;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.Attachment;
import meta.spi.NicTables.OwnTable;
import meta.spi.SharedLink;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/**
 * Finds the <i>served</i> NICs of a pod: the NICs that an ADD of these plugins has set up. The evidence is marks, and objects with
 * {@linkplain meta.spi.net.Ownership#PROTOCOL our protocol number} (<i>ours</i>).
 *
 * @param attachment the NIC that is being deleted
 * @param addresses the known addresses of that NIC
 * @param snapshot as for {@link NicRelease}
 */
record ServedNics(Attachment attachment, Collection<IpAddress> addresses, Snapshot snapshot) {

    /** {@return the names of the served NICs with addresses of the family, without the NIC that is being deleted, in natural order} */
    List<String> others(Family family) {
        PodTables tables = new PodTables(snapshot.pod());
        Set<String> served = marked();
        Set<IpAddress> known = knownToNode();
        Set<RouteTable> ours = tablesWithRoutesOfOurs();
        boolean deletedLeftObjects = addresses.stream().anyMatch(known::contains)
                || tables.lookedUpFrom(List.copyOf(addresses))
                        .filter(ours::contains)
                        .isPresent();
        return tables.nics().stream()
                .filter(nic -> !nic.equals(attachment.ifname()))
                .filter(nic -> !tables.addresses(nic, family).isEmpty())
                .filter(nic -> served.contains(nic) || isServed(nic, tables, known, ours, deletedLeftObjects))
                .toList();
    }

    /**
     * {@return whether the node has a route or neighbour of ours for an address of the NIC, or the NIC's own table counts as evidence}
     *
     * <p>The table counts if it contains a route of ours. If {@code deletedLeftObjects} is false, the ADDs may have used {@code sriov},
     * which creates no route of ours; then the table counts in any case. The table for hijacked subnets never counts.
     *
     * @param known the result of {@link #knownToNode}
     * @param ours the result of {@link #tablesWithRoutesOfOurs}
     * @param deletedLeftObjects whether an address of the deleted NIC is in {@code known}, or the deleted NIC's table is in {@code ours}
     */
    private static boolean isServed(
            String nic, PodTables tables, Set<IpAddress> known, Set<RouteTable> ours, boolean deletedLeftObjects) {
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            List<IpAddress> own = tables.addresses(nic, family);
            Optional<RouteTable> table = tables.ownTable(nic, family).map(OwnTable::table);
            boolean ofHijacked =
                    table.filter(number -> isHijackedTo(number, tables)).isPresent();
            boolean counts = deletedLeftObjects ? table.filter(ours::contains).isPresent() : table.isPresent();
            if (own.stream().anyMatch(known::contains) || (counts && !ofHijacked)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHijackedTo(RouteTable table, PodTables tables) {
        return tables.pod().rules().stream()
                .filter(Rule::isOurs)
                .anyMatch(rule -> rule.key().priority() == RulePriority.TO
                        && rule.key().table().equals(table));
    }

    /**
     * {@return for each host end of the pod whose alias names another NIC than the deleted one: that NIC, and the NICs that share its veth
     * pair}
     */
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

    /** {@return the addresses for which the node has a route or neighbour of ours on a host end of the pod} */
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
