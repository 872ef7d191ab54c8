package meta.spi.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;
import meta.spi.NicTables;
import meta.spi.NicTables.OwnTable;
import meta.spi.PluginType;
import meta.spi.net.Address;
import meta.spi.net.DeviceName;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/**
 * The routing tables of a pod and its NICs, read from its rules and routes. For a {@link PluginType} that decides upon
 * {@link NicTables}.
 *
 * @param pod the pod's namespace
 */
public record PodTables(NamespaceState pod) {
    private static final long NEAR = 16; // more NICs than a pod has; a table further away is not ours
    private static final String LOOPBACK = "lo";

    /** Kinds of devices that programs in the pod make for themselves: bridges and tunnels. */
    private static final Set<String> INTERNAL = Set.of(
            "bridge",
            "wireguard",
            "tun",
            "vxlan",
            "geneve",
            "gre",
            "gretap",
            "ip6gre",
            "ipip",
            "sit",
            "ip6tnl",
            "vti",
            "vti6",
            "xfrm",
            "ifb");

    /**
     * {@return the names of the pod's NICs in their order, without {@code lo}, the {@code veth0} of the type {@code veth}, and the bridges
     * and tunnels that programs in the pod have made}
     */
    public List<String> nics() {
        return pod.links().stream()
                .filter(link -> !INTERNAL.contains(link.kind()))
                .map(Link::name)
                .filter(PodTables::isNic)
                .sorted(DeviceName.ORDER)
                .toList();
    }

    /** {@return whether a pod's device of this name is one of its NICs} */
    public static boolean isNic(String device) {
        return !device.equals(LOOPBACK) && !device.equals(NodeLink.POD_END);
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

    /** {@return whether the NIC has a default route of the family in the table, other than one of ours} */
    public boolean hasDefault(String nic, Family family, RouteTable table) {
        return pod.routes(table, Prefix.all(family)).stream().anyMatch(route -> !route.isOurs() && route.on(nic));
    }

    /** {@return the table that rules of ours look up what comes from the NIC's addresses in} */
    public Optional<OwnTable> ownTable(String nic, Family family) {
        List<IpAddress> addresses = addresses(nic, family);
        return lookedUpFrom(addresses).map(table -> new OwnTable(nic, addresses, table));
    }

    /** {@return the table that rules of ours look up what comes from one of these addresses in} */
    public Optional<RouteTable> lookedUpFrom(List<IpAddress> addresses) {
        Set<IpAddress> known = Set.copyOf(addresses);
        return pod.rules().stream()
                .filter(rule -> isFrom(rule, known))
                .map(rule -> rule.key().table())
                .findFirst();
    }

    private static boolean isFrom(Rule rule, Set<IpAddress> addresses) {
        return rule.isOurs()
                && rule.key().action().equals(RuleAction.TO_TABLE)
                && rule.key().priority() == RulePriority.FROM
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
     * @param taken tables that other NICs get in the same call
     */
    public RouteTable choose(String nic, String namedAfter, long base, Set<RouteTable> taken) {
        return known(nic)
                .or(() -> filled(nic, number -> number >= base, taken))
                .orElseGet(() -> fresh(namedAfter, base, taken));
    }

    /**
     * {@return the table for the copy of the routes of the NIC that keeps main: the one that it has by rules of ours; else the last one
     * before {@code base} that is free or has nothing but routes of the NIC; where there is none, one from the base on}
     */
    public RouteTable chooseBefore(String nic, long base, Set<RouteTable> taken) {
        Optional<RouteTable> found =
                known(nic).or(() -> filled(nic, number -> number < base && number >= base - NEAR, taken));
        for (long number = base - 1; found.isEmpty() && number > 0; number--) {
            found = TableNumber.table(number).filter(table -> !taken.contains(table) && isFree(table));
        }
        return found.orElseGet(() -> fresh(nic, base, taken));
    }

    private Optional<RouteTable> known(String nic) {
        return ownTable(nic, Family.IPV4).or(() -> ownTable(nic, Family.IPV6)).map(OwnTable::table);
    }

    /** {@return a table that has nothing but routes of the NIC, as after a call that was cut off or when a rule is gone} */
    private Optional<RouteTable> filled(String nic, LongPredicate allowed, Set<RouteTable> taken) {
        Map<RouteTable, Boolean> only = new LinkedHashMap<>();
        for (Route route : pod.routes()) {
            if (!route.isOurs()) {
                only.merge(route.table(), route.on(nic), Boolean::logicalAnd);
            }
        }
        return only.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .filter(table -> allowed.test(TableNumber.of(table)) && !taken.contains(table))
                .filter(table -> TableNumber.table(TableNumber.of(table)).isPresent() && !isLookedUpFor(table, nic))
                .findFirst();
    }

    private RouteTable fresh(String namedAfter, long base, Set<RouteTable> taken) {
        OptionalLong number = new DeviceName(namedAfter).number();
        if (number.isPresent() && number.getAsLong() >= 1) {
            Optional<RouteTable> named = TableNumber.table(base + number.getAsLong() - 1);
            if (named.filter(table -> !taken.contains(table) && isFree(table)).isPresent()) {
                return named.get();
            }
        }
        long candidate = base;
        while (TableNumber.table(candidate)
                .filter(table -> !taken.contains(table) && isFree(table))
                .isEmpty()) {
            candidate = candidate >= TableNumber.LARGEST ? 1 : candidate + 1;
        }
        return RouteTable.of((int) candidate);
    }

    /** {@return whether it is unused; routes of ours that no rule looks up were left by a call that was killed} */
    private boolean isFree(RouteTable table) {
        return pod.routes(table).stream().allMatch(Route::isOurs)
                && pod.rules(table).isEmpty();
    }

    private boolean isLookedUpFor(RouteTable table, String nic) {
        return pod.rules(table).stream().anyMatch(rule -> !rule.isOurs() || isFromAnother(rule, nic));
    }

    private boolean isFromAnother(Rule rule, String nic) {
        return !rule.key().from().isAll()
                && !addresses(nic, rule.family()).contains(rule.key().from().address());
    }
}
