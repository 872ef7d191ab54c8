package meta.core.verb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.core.engine.Change;
import meta.core.engine.Changes;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.spi.Attachment;
import meta.spi.MainNic;
import meta.spi.PodTables;
import meta.spi.Routing;
import meta.spi.Routing.OwnTable;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.FreeRanks;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * What DEL of one NIC gives back in a pod that lives on: the NIC's own table and the rules that lead there, or where the NIC has main,
 * the routes of the one that is to have main after it. What others have put into a table goes back to main, what we have put there
 * goes. When no NIC is left that has a table of its own, none of our rules, routes and neighbours is needed.
 *
 * @param attachment which NIC of which pod
 * @param addresses the NIC's addresses, as far as they are known
 * @param mainNic which of the other NICs is to have main
 * @param snapshot what is
 */
record Release(Attachment attachment, Collection<IpAddress> addresses, MainNic mainNic, Snapshot snapshot) {
    private static final String ACCEPT_DEFAULT = "accept_ra_defrtr";

    /** {@return the changes: what comes to main is there before it is gone from elsewhere} */
    Changes changes() {
        List<Change> changes = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            changes.addAll(changes(family));
        }
        return new Changes(changes);
    }

    private List<Change> changes(Family family) {
        PodTables tables = new PodTables(snapshot.pod());
        Optional<OwnTable> ofNic = ofNic(family);
        List<OwnTable> others = tables.ownTables().stream()
                .filter(own -> own.family().equals(family) && !isNic(own.nic()))
                .toList();
        Optional<OwnTable> released = ofNic.or(() -> nextToHaveMain(family, others, tables));
        List<OwnTable> left = new ArrayList<>(others);
        released.ifPresent(left::remove);
        List<Change> changes = new ArrayList<>();
        released.ifPresent(own -> changes.addAll(givenBack(own)));
        boolean alone = tables.nics().stream()
                        .filter(nic -> !tables.addresses(nic, family).isEmpty() && !isNic(nic))
                        .count()
                <= 1;
        if (left.isEmpty() && (alone || released.isPresent())) {
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

    /** {@return the table of the NIC that is to have main, where none but the NIC that goes has it} */
    private Optional<OwnTable> nextToHaveMain(Family family, List<OwnTable> others, PodTables tables) {
        boolean kept = tables.defaultNicBut(attachment.ifname(), family)
                .filter(nic -> others.stream().noneMatch(own -> own.nic().equals(nic)))
                .isPresent();
        List<String> nics =
                kept ? List.of() : others.stream().map(OwnTable::nic).toList();
        return mainNic.of(nics)
                .flatMap(next ->
                        others.stream().filter(own -> own.nic().equals(next)).findFirst());
    }

    private List<Change> givenBack(OwnTable own) {
        List<Change> changes = new ArrayList<>();
        List<Change> emptied = new ArrayList<>();
        FreeRanks ranks = FreeRanks.in(snapshot.pod());
        for (Route route : snapshot.pod().routes(own.table())) {
            if (route.destination().family().equals(own.family())) {
                boolean back = !route.isOurs() && route.on(own.nic()) && !isInMain(route);
                if (back) {
                    changes.add(new Change.Create(Del.STEP, "", ranks.take(route.withTable(RouteTable.MAIN))));
                    heardAgain(route, own).ifPresent(changes::add);
                }
                if (!isNic(own.nic())) {
                    takenOver(route).ifPresent(changes::add);
                }
                emptied.add(new Change.Delete(Del.STEP, "", route));
            }
        }
        for (Rule rule : snapshot.pod().rules()) {
            if (rule.isOurs() && rule.family().equals(own.family()) && isAbout(own, rule)) {
                changes.add(new Change.Delete(Del.STEP, "", rule));
            }
        }
        changes.addAll(emptied);
        return changes;
    }

    /** {@return the route of ours that takes the place of the one in main, whose source goes with the NIC that goes} */
    private Optional<Change> takenOver(Route route) {
        Route inMain = route.withTable(RouteTable.MAIN);
        return snapshot.pod()
                .find(inMain.key())
                .filter(known -> route.isOurs() && known instanceof Route old && old.isOurs() && !old.equals(inMain))
                .map(known -> new Change.Replace(Del.STEP, "", known, inMain));
    }

    /** {@return whether the rule leads to the NIC's table, or keeps another NIC's answers to what the NIC is connected to} */
    private boolean isAbout(OwnTable own, Rule rule) {
        boolean between = rule.key().priority() == Routing.BETWEEN_PRIORITY;
        boolean ofSubnet = snapshot.pod().addresses(own.nic()).stream()
                .anyMatch(address -> address.subnet().equals(rule.key().to()));
        return rule.key().table().equals(own.table()) || (between && ofSubnet);
    }

    private boolean isInMain(Route route) {
        return snapshot.pod().alike(route.withTable(RouteTable.MAIN)).isPresent();
    }

    /** {@return the setting that lets routers advertise themselves again, where one of theirs is the route that goes back} */
    private static Optional<Change> heardAgain(Route route, OwnTable own) {
        boolean advertised = route.destination().isAll()
                && own.family().equals(Family.IPV6)
                && route.protocol().equals(RouteProtocol.RA);
        SysctlValue heard = new SysctlValue(Netns.POD, SysctlValue.ipv6(own.nic(), ACCEPT_DEFAULT), "1");
        return advertised ? Optional.of(new Change.Create(Del.STEP, "", heard)) : Optional.empty();
    }

    private void addLeftOver(Family family, List<Change> changes) {
        Set<NetworkObject> gone = new HashSet<>();
        changes.forEach(change -> gone.add(change.object()));
        for (NetworkObject object : snapshot.pod().objects()) {
            boolean unneeded = switch (object) {
                case Rule rule -> rule.isOurs() && rule.family().equals(family);
                case Route route ->
                    route.isOurs() && route.destination().family().equals(family) && !isOnPairOfOurs(route);
                case Neighbor neighbor ->
                    neighbor.isOurs()
                            && neighbor.address().family().equals(family)
                            && !isOnPairOfOurs(neighbor.device());
                case Link _, VethPair _, Address _, SysctlValue _ -> false;
            };
            if (unneeded && !gone.contains(object)) {
                changes.add(new Change.Delete(Del.STEP, "", object));
            }
        }
    }

    private boolean isOnPairOfOurs(Route route) {
        return route.hops().stream().anyMatch(hop -> isOnPairOfOurs(hop.device()));
    }

    /** What is on such a device is the concern of the attachment whose mark it carries, and goes with the device. */
    private boolean isOnPairOfOurs(String device) {
        return snapshot.pod()
                .link(device)
                .flatMap(link -> snapshot.host().link(link.peer()))
                .filter(hostEnd -> Attachment.isMark(hostEnd.alias()))
                .isPresent();
    }
}
