package meta.core.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.Attachment;
import meta.spi.MainNic;
import meta.spi.PodTables;
import meta.spi.Routing;
import meta.spi.Routing.OwnTable;
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
 * What DEL of one NIC gives back in a pod that lives on. The NIC's own table goes, with the rules that lead there. Main gets from the
 * tables of the other NICs what no NIC has there any more, such as the default route. When no NIC is left that a call of ours was for,
 * all tables go, and with them our rules, routes and neighbours; what had left main for them comes back.
 *
 * @param attachment which NIC of which pod
 * @param addresses the NIC's addresses, as far as they are known
 * @param mainNic which of the other NICs is to have main
 * @param snapshot what is
 */
record Release(Attachment attachment, Collection<IpAddress> addresses, MainNic mainNic, Snapshot snapshot) {

    /** {@return the changes: what comes to main is there before it is gone from elsewhere} */
    Changes changes() {
        List<Change> changes = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            changes.addAll(changes(family));
        }
        return new Changes(changes);
    }

    private List<Change> changes(Family family) {
        List<OwnTable> others = new PodTables(snapshot.pod())
                .ownTables().stream()
                        .filter(own -> own.family().equals(family) && !isNic(own.nic()))
                        .sorted(Comparator.comparing(OwnTable::nic, mainNic.order()))
                        .toList();
        Optional<OwnTable> own = ofNic(family);
        List<String> served = new ServedNics(attachment, addresses, snapshot).others(family);
        List<Change> changes = new ArrayList<>();
        GivenBack back = new GivenBack(attachment.ifname(), snapshot.pod(), family);
        List<OwnTable> gone = new ArrayList<>(); // tables that are needed no more
        own.ifPresent(gone::add);
        if (served.isEmpty() || (own.isPresent() && others.size() < 2)) {
            gone.addAll(others);
        } else if (own.isPresent()) {
            others.forEach(other -> changes.addAll(back.unclaimed(other)));
        }
        gone.forEach(table -> changes.addAll(back.all(table)));
        mainNic.of(served).ifPresent(next -> changes.addAll(takenOver(next, family)));
        gone.forEach(table -> changes.addAll(emptied(table)));
        if (served.isEmpty()) {
            addLeftOver(family, changes);
        }
        return changes;
    }

    private boolean isNic(String device) {
        return device.equals(attachment.ifname());
    }

    /** {@return the NIC's own table: the rules for its addresses may still be there when the NIC itself has gone} */
    private Optional<OwnTable> ofNic(Family family) {
        List<IpAddress> ofFamily = addresses.stream()
                .filter(address -> address.family().equals(family))
                .toList();
        return new PodTables(snapshot.pod())
                .lookedUpFrom(ofFamily)
                .map(table -> new OwnTable(attachment.ifname(), ofFamily, table));
    }

    /** {@return our routes in main that have an address of the NIC that goes as their source, with that of the next NIC} */
    private List<Change> takenOver(String next, Family family) {
        IpAddress source = new PodTables(snapshot.pod()).addresses(next, family).getFirst();
        List<Change> changes = new ArrayList<>();
        for (Route route : snapshot.pod().routes(RouteTable.MAIN)) {
            boolean ofNic =
                    route.isOurs() && route.destination().family().equals(family) && addresses.contains(route.source());
            if (ofNic) {
                changes.add(new Change.Replace(Del.STEP, "", route, route.withSource(source)));
            }
        }
        return changes;
    }

    /** {@return the deletion of what is in the NIC's table, and of the rules that are about the NIC} */
    private List<Change> emptied(OwnTable own) {
        List<Change> changes = new ArrayList<>();
        for (Rule rule : snapshot.pod().rules()) {
            if (rule.isOurs() && rule.family().equals(own.family()) && isAbout(own, rule)) {
                changes.add(new Change.Delete(Del.STEP, "", rule));
            }
        }
        for (Route route : snapshot.pod().routes()) {
            if (route.table().equals(own.table())
                    && route.destination().family().equals(own.family())) {
                changes.add(new Change.Delete(Del.STEP, "", route));
            }
        }
        return changes;
    }

    /** {@return whether the rule leads to the NIC's table, or exempts a subnet that no other NIC is in} */
    private boolean isAbout(OwnTable own, Rule rule) {
        Prefix to = rule.key().to();
        boolean exempts = rule.key().priority() == Routing.EXEMPT_PRIORITY
                && addresses.stream().anyMatch(to::contains)
                && snapshot.pod().addresses().stream()
                        .noneMatch(address -> !isNic(address.device()) && isIn(to, address));
        return rule.key().table().equals(own.table()) || exempts;
    }

    private static boolean isIn(Prefix subnet, Address address) {
        return address.subnet().equals(subnet);
    }

    private void addLeftOver(Family family, List<Change> changes) {
        Set<NetworkObject> gone = new HashSet<>();
        changes.forEach(change -> gone.add(change.object()));
        for (NetworkObject object : snapshot.pod().objects()) {
            boolean unneeded = switch (object) {
                case Rule rule -> rule.isOurs() && rule.family().equals(family);
                case Route route ->
                    route.isOurs() && route.destination().family().equals(family) && !goesWithItsLink(route);
                case Neighbor neighbor ->
                    neighbor.isOurs()
                            && neighbor.address().family().equals(family)
                            && !goesWithItsLink(neighbor.device());
                case Link _, VethPair _, Address _, SysctlValue _ -> false;
            };
            if (unneeded && !gone.contains(object)) {
                changes.add(new Change.Delete(Del.STEP, "", object));
            }
        }
    }

    private boolean goesWithItsLink(Route route) {
        return route.hops().stream().anyMatch(hop -> goesWithItsLink(hop.device()));
    }

    /** A link that was made for the NIC takes along what is on it. */
    private boolean goesWithItsLink(String device) {
        return snapshot.pod()
                .link(device)
                .flatMap(link -> snapshot.host().link(link.peer()))
                .filter(hostEnd -> hostEnd.alias().equals(attachment.mark()))
                .isPresent();
    }
}
