package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.PodTables;
import meta.spi.Routing;
import meta.spi.Routing.OwnTable;
import meta.spi.net.NamespaceState;
import meta.spi.net.Rule;

/**
 * What of a decision upon tables an ADD has served already. A NIC or address of the pod that has come since, beside the NIC of the call,
 * is adopted by a repeated ADD; a CHECK does not demand it.
 *
 * @param nic the call's NIC
 * @param pod what is
 */
record KnownTables(String nic, NamespaceState pod) {

    /** {@return the same decision without the NICs and addresses that no ADD has served} */
    Routing of(Routing routing) {
        List<OwnTable> known = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            List<OwnTable> ofFamily = routing.own().stream()
                    .filter(own -> own.family().equals(family) && (own.nic().equals(nic) || isKnown(own)))
                    .toList();
            boolean alone = ofFamily.size() == 1 && !isKnown(ofFamily.getFirst());
            if (!alone) {
                ofFamily.forEach(own -> known.add(served(own)));
            }
        }
        return new Routing(routing.table(), known, routing.migration(), routing.assigned());
    }

    private boolean isKnown(OwnTable own) {
        return new PodTables(pod).lookedUpFrom(own.addresses()).isPresent()
                || pod.routes().stream()
                        .anyMatch(route -> route.table().equals(own.table()) && route.on(own.nic()) && !route.isOurs());
    }

    private OwnTable served(OwnTable own) {
        Set<IpAddress> sources = pod.rules().stream()
                .filter(Rule::isOurs)
                .filter(rule -> rule.key().from().isSingle())
                .map(rule -> rule.key().from().address())
                .collect(Collectors.toSet());
        List<IpAddress> served =
                own.addresses().stream().filter(sources::contains).toList();
        boolean all = own.nic().equals(nic) || served.isEmpty();
        return all ? own : new OwnTable(own.nic(), served, own.table(), own.keepsMain());
    }
}
