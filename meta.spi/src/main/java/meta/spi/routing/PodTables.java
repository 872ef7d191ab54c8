package meta.spi.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import meta.spi.NicTables.OwnTable;
import meta.spi.net.Address;
import meta.spi.net.DeviceName;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/** The NICs of a pod and their routing tables, read from the pod's links, rules and routes. */
public record PodTables(NamespaceState pod) {
    private static final long NEAR = 16; // a pod has fewer NICs
    private static final String LOOPBACK = "lo";

    /** Kinds of devices that programs in the pod create. */
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
     * {@return the names of the pod's NICs in {@linkplain DeviceName#ORDER natural order}} Bridges, tunnels, and devices that {@link #isNic} excludes
     * are not NICs.
     */
    public List<String> nics() {
        List<String> nics = new ArrayList<>();
        for (Link link : pod.links()) {
            if (!INTERNAL.contains(link.kind()) && isNic(link.name())) {
                nics.add(link.name());
            }
        }
        nics.sort(DeviceName.ORDER);
        return List.copyOf(nics);
    }

    /** {@return whether a device of the pod with this name can be a NIC: {@code lo} and {@link VethPairNames#POD_END} cannot} */
    public static boolean isNic(String device) {
        return !device.equals(LOOPBACK) && !device.equals(VethPairNames.POD_END);
    }

    /** {@return the {@linkplain Address#isStable stable} addresses of the NIC in a family, each once, without those of third-party steps} */
    public List<IpAddress> addresses(String nic, Family family) {
        Set<IpAddress> addresses = new LinkedHashSet<>();
        for (Address known : pod.addresses(nic)) {
            if (known.isStable()
                    && !known.isOfStep()
                    && known.address().family().equals(family)) {
                addresses.add(known.address());
            }
        }
        return List.copyOf(addresses);
    }

    /** {@return whether the table has a default route of another program through the NIC} */
    public boolean hasDefault(String nic, Family family, RouteTable table) {
        for (Route route : pod.routes(table, Prefix.all(family))) {
            if (!route.isOurs() && route.on(nic)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the table that rules of ours select for packets from the NIC's addresses; empty if there is no such rule}
     *
     * <p>The entry has all addresses of the NIC, also those without a rule. Its {@link OwnTable#keepsMain} is always false.
     */
    public Optional<OwnTable> ownTable(String nic, Family family) {
        List<IpAddress> addresses = addresses(nic, family);
        return lookedUpFrom(addresses).map(table -> OwnTable.of(nic, addresses, table));
    }

    /** {@return the table that a rule of ours selects for packets from one of these addresses; empty if there is no such rule} */
    public Optional<RouteTable> lookedUpFrom(List<IpAddress> addresses) {
        Set<IpAddress> known = Set.copyOf(addresses);
        for (Rule rule : pod.rules()) {
            if (isFrom(rule, known)) {
                return Optional.of(rule.key().table());
            }
        }
        return Optional.empty();
    }

    private static boolean isFrom(Rule rule, Set<IpAddress> addresses) {
        return rule.isOurs()
                && rule.key().action().equals(RuleAction.TO_TABLE)
                && rule.key().priority() == RulePriority.FROM
                && rule.key().from().isSingle()
                && addresses.contains(rule.key().from().address());
    }

    /** {@return the {@linkplain #ownTable tables} of all NICs and both families} */
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
     * {@return the table for the routes of a NIC, the first of these that exists}
     *
     * <ol>
     *   <li>the table that rules of ours select for the NIC,
     *   <li>a table with the number {@code base} or a larger one that has routes of other programs, all of them on the NIC,
     *   <li>the table {@code base + n - 1}, if it is free,
     *   <li>the first free table from {@code base} on; after the largest number, the search continues at 1.
     * </ol>
     *
     * @param namedAfter a device name that ends in the number {@code n}, at least 1
     * @param base the number of the first table, 1 to 2^32-1
     * @param taken the tables that other NICs get in the same call
     */
    public RouteTable choose(String nic, String namedAfter, long base, Set<RouteTable> taken) {
        return known(nic)
                .or(() -> filled(nic, number -> number >= base, taken))
                .orElseGet(() -> fresh(namedAfter, base, taken));
    }

    /**
     * {@return the table for the routes of the NIC whose table has a number below {@code base}, the first of these that exists}
     *
     * <ol>
     *   <li>the table that rules of ours select for the NIC,
     *   <li>one of the 16 tables before {@code base} that has routes of other programs, all of them on the NIC,
     *   <li>the last free table before {@code base},
     *   <li>a free table as {@link #choose} finds it.
     * </ol>
     *
     * @param base the number of the first table of other NICs, 1 to 2^32-1
     * @param taken as for {@link #choose}
     */
    public RouteTable chooseBefore(String nic, long base, Set<RouteTable> taken) {
        Optional<RouteTable> found =
                known(nic).or(() -> filled(nic, number -> number < base && number >= base - NEAR, taken));
        for (long number = base - 1; found.isEmpty() && number > 0; number--) {
            found = free(number, taken);
        }
        return found.orElseGet(() -> fresh(nic, base, taken));
    }

    private Optional<RouteTable> known(String nic) {
        return ownTable(nic, Family.IPV4).or(() -> ownTable(nic, Family.IPV6)).map(OwnTable::table);
    }

    /** {@return a table whose routes of other programs are all on the NIC, as an interrupted call leaves it} */
    private Optional<RouteTable> filled(String nic, LongPredicate allowed, Set<RouteTable> taken) {
        Map<RouteTable, Boolean> only = new LinkedHashMap<>();
        for (Route route : pod.routes()) {
            if (!route.isOurs()) {
                only.merge(route.table(), route.on(nic), Boolean::logicalAnd);
            }
        }
        for (Map.Entry<RouteTable, Boolean> entry : only.entrySet()) {
            RouteTable table = entry.getKey();
            long number = TableNumber.of(table);
            boolean usable = entry.getValue() && allowed.test(number) && !taken.contains(table);
            if (usable && TableNumber.table(number).isPresent() && !isLookedUpFor(table, nic)) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    private RouteTable fresh(String namedAfter, long base, Set<RouteTable> taken) {
        OptionalLong number = new DeviceName(namedAfter).number();
        if (number.isPresent() && number.getAsLong() >= 1) {
            Optional<RouteTable> named = free(base + number.getAsLong() - 1, taken);
            if (named.isPresent()) {
                return named.get();
            }
        }
        long candidate = base;
        while (free(candidate, taken).isEmpty()) {
            candidate = candidate >= TableNumber.LARGEST ? 1 : candidate + 1;
        }
        return RouteTable.of((int) candidate);
    }

    private Optional<RouteTable> free(long number, Set<RouteTable> taken) {
        return TableNumber.table(number).filter(table -> !taken.contains(table) && isFree(table));
    }

    /** An interrupted call can leave routes of ours in a table without rules; these do not count. */
    private boolean isFree(RouteTable table) {
        for (Route route : pod.routes(table)) {
            if (!route.isOurs()) {
                return false;
            }
        }
        return pod.rules(table).isEmpty();
    }

    private boolean isLookedUpFor(RouteTable table, String nic) {
        for (Rule rule : pod.rules(table)) {
            if (!rule.isOurs() || isFromAnother(rule, nic)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFromAnother(Rule rule, String nic) {
        return !rule.key().from().isAll()
                && !addresses(nic, rule.family()).contains(rule.key().from().address());
    }
}
