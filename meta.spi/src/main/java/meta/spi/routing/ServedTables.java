package meta.spi.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.NicTables;
import meta.spi.NicTables.OwnTable;
import meta.spi.net.NamespaceState;
import meta.spi.net.Rule;

/**
 * Reduces the {@link NicTables} of a pod to <i>served</i> NICs and addresses: those that an earlier ADD has set up. A NIC is served in an
 * address family if a rule of ours selects a table for an address of the NIC, or if the NIC's table has a route of the family through the
 * NIC without our protocol number. An address is served if it is the source of a rule of ours.
 *
 * @param nic the name of the NIC that the call is about
 * @param pod the state of the pod
 */
public record ServedTables(String nic, NamespaceState pod) {

    /**
     * {@return a copy without NICs and addresses that are not served}
     *
     * <p>The NIC of the call stays with all its addresses. But if it is not served, and would be the only NIC of a family, the copy
     * contains no table for this family. Another served NIC also stays with all its addresses if none of them is served.
     */
    public NicTables of(NicTables tables) {
        List<OwnTable> served = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            List<OwnTable> ofFamily = tables.own().stream()
                    .filter(own -> own.family().equals(family) && (own.nic().equals(nic) || isServed(own)))
                    .toList();
            boolean alone = ofFamily.size() == 1 && !isServed(ofFamily.getFirst());
            if (!alone) {
                ofFamily.forEach(own -> served.add(withServedAddresses(own)));
            }
        }
        return NicTables.of(tables.table(), served, tables.migration(), tables.assigned());
    }

    private boolean isServed(OwnTable own) {
        return new PodTables(pod).lookedUpFrom(own.addresses()).isPresent()
                || pod.routes().stream()
                        .anyMatch(route -> route.table().equals(own.table())
                                && route.destination().family().equals(own.family())
                                && route.on(own.nic())
                                && !route.isOurs());
    }

    private OwnTable withServedAddresses(OwnTable own) {
        Set<IpAddress> sources = pod.rules().stream()
                .filter(Rule::isOurs)
                .filter(rule -> rule.key().from().isSingle())
                .map(rule -> rule.key().from().address())
                .collect(Collectors.toSet());
        List<IpAddress> served =
                own.addresses().stream().filter(sources::contains).toList();
        boolean all = own.nic().equals(nic) || served.isEmpty();
        return all ? own : OwnTable.of(own.nic(), served, own.table(), own.keepsMain());
    }
}
