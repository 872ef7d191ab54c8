package meta.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;
import meta.spi.Routing.OwnTable;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/**
 * The routing tables of a pod and its NICs, read from its rules and routes. For a {@link PluginType} that decides upon
 * {@link Routing}.
 *
 * @param pod the pod's namespace
 */
public record PodTables(NamespaceState pod) {
    private static final List<RouteTable> RESERVED = List.of(RouteTable.DEFAULT, RouteTable.MAIN, RouteTable.LOCAL);
    private static final long MOST = 0xffff_ffffL;
    private static final String LOOPBACK = "lo";
    private static final String POD_VETH = "veth0";

    /** {@return the names of the pod's NICs in their order, without {@code lo} and the {@code veth0} of the type {@code veth}} */
    public List<String> nics() {
        return pod.links().stream()
                .map(Link::name)
                .filter(PodTables::isNic)
                .map(NicName::new)
                .sorted()
                .map(NicName::text)
                .toList();
    }

    /** {@return whether a pod's device of this name is one of its NICs} */
    public static boolean isNic(String device) {
        return !device.equals(LOOPBACK) && !device.equals(POD_VETH);
    }

    /** {@return the addresses of a family by which others can reach the NIC} */
    public List<IpAddress> addresses(String nic, Family family) {
        return pod.addresses(nic).stream()
                .filter(Address::isStable)
                .map(Address::address)
                .filter(address -> address.family().equals(family))
                .distinct()
                .toList();
    }

    /** {@return the NIC that has the family's default route in table main, when this one is left aside; of two the preferred} */
    public Optional<String> defaultNicBut(String nic, Family family) {
        Optional<Route> best = Optional.empty();
        for (Route route : pod.routes(RouteTable.MAIN, Prefix.all(family))) {
            boolean candidate = nicBut(nic, route).isPresent();
            if (candidate
                    && best.filter(found -> found.key().metric() <= route.key().metric())
                            .isEmpty()) {
                best = Optional.of(route);
            }
        }
        return best.flatMap(route -> nicBut(nic, route));
    }

    private Optional<String> nicBut(String nic, Route route) {
        List<String> nics = nics();
        return route.hops().stream()
                .map(hop -> hop.device())
                .filter(device -> !device.equals(nic) && nics.contains(device))
                .findFirst();
    }

    /** {@return the table that rules of ours look up what comes from the NIC's addresses in} */
    public Optional<OwnTable> ownTable(String nic, Family family) {
        List<IpAddress> addresses = addresses(nic, family);
        return lookedUpFrom(addresses).map(table -> new OwnTable(nic, addresses, table));
    }

    /** {@return the table that rules of ours look up what comes from one of these addresses in} */
    public Optional<RouteTable> lookedUpFrom(List<IpAddress> addresses) {
        return pod.rules().stream()
                .filter(rule -> isFrom(rule, addresses))
                .map(rule -> rule.key().table())
                .findFirst();
    }

    private static boolean isFrom(Rule rule, List<IpAddress> addresses) {
        return rule.isOurs()
                && rule.key().action().equals(RuleAction.TO_TABLE)
                && rule.key().priority() == Routing.FROM_PRIORITY
                && rule.key().from().isSingle()
                && addresses.contains(rule.key().from().address());
    }

    /** {@return the tables of all NICs that have one by rules of ours} */
    public List<OwnTable> ownTables() {
        List<OwnTable> found = new ArrayList<>();
        for (String nic : nics()) {
            for (Family family : List.of(Family.IPV4, Family.IPV6)) {
                ownTable(nic, family).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * {@return the table for the routes of a NIC: the one that it has by rules of ours; else one that has nothing but routes of the NIC
     * already; else the one that goes with the number of a name; else the first free one}
     *
     * @param nic whose routes are to be in it
     * @param namedAfter the name whose number counts: 1 for the base, 2 for the one after
     * @param base the first table to use, 1 to 2^32-1
     */
    public RouteTable choose(String nic, String namedAfter, long base) {
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            Optional<OwnTable> known = ownTable(nic, family);
            if (known.isPresent()) {
                return known.get().table();
            }
        }
        Optional<RouteTable> filled = pod.routes().stream()
                .map(Route::table)
                .distinct()
                .filter(table -> Integer.toUnsignedLong(table.number()) >= base && isOnlyOf(nic, table))
                .findFirst();
        return filled.orElseGet(() -> fresh(nic, namedAfter, base));
    }

    private RouteTable fresh(String nic, String namedAfter, long base) {
        OptionalLong number = new NicName(namedAfter).number();
        if (number.isPresent() && number.getAsLong() >= 1) {
            Optional<RouteTable> named = usable(base + number.getAsLong() - 1);
            if (named.filter(table -> isOnlyOf(nic, table) || isFree(table)).isPresent()) {
                return named.get();
            }
        }
        long candidate = base;
        while (usable(candidate).filter(this::isFree).isEmpty()) {
            candidate = candidate >= MOST ? 1 : candidate + 1;
        }
        return RouteTable.of((int) candidate);
    }

    /** {@return the table of this number, where it is one and not the kernel's own} */
    private static Optional<RouteTable> usable(long number) {
        RouteTable table = RouteTable.of((int) number);
        return number < 1 || number > MOST || RESERVED.contains(table) ? Optional.empty() : Optional.of(table);
    }

    /** {@return whether nobody uses it; routes of ours that nobody looks up are what a call has left that was cut off} */
    private boolean isFree(RouteTable table) {
        return pod.routes(table).stream().allMatch(Route::isOurs)
                && pod.rules(table).isEmpty();
    }

    /** {@return whether there are routes in it, those of others by this NIC, and nobody looks it up yet} */
    private boolean isOnlyOf(String nic, RouteTable table) {
        boolean some = false;
        for (Route route : pod.routes(table)) {
            if (!route.isOurs()) {
                if (!route.on(nic)) {
                    return false;
                }
                some = true;
            }
        }
        return some && usable(Integer.toUnsignedLong(table.number())).isPresent() && !isLookedUpFor(table, nic);
    }

    private boolean isLookedUpFor(RouteTable table, String nic) {
        return pod.rules(table).stream().anyMatch(rule -> !rule.isOurs() || isFromAnother(rule, nic));
    }

    private boolean isFromAnother(Rule rule, String nic) {
        return !rule.key().from().isAll()
                && !addresses(nic, rule.family()).contains(rule.key().from().address());
    }
}
