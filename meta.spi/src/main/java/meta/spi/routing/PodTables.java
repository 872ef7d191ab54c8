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

/**
 * The NICs of a pod and their routing tables, as the state of the pod shows them.
 *
 * @param pod the state of the pod's namespace
 */
public record PodTables(NamespaceState pod) {
    private static final long NEAR = 16;

    private static final String LOOPBACK = "lo";

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
     * {@return the names of the pod's NICs in {@linkplain DeviceName#ORDER natural order}}
     *
     * <p>Bridges, tunnels and similar devices count as created by programs in the pod and are not NICs; see also {@link #isNic}.
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

    /** {@return whether a device of the pod with this name can be a NIC} Only {@code lo} and {@link VethPairNames#POD_END} cannot. */
    public static boolean isNic(String device) {
        return !device.equals(LOOPBACK) && !device.equals(VethPairNames.POD_END);
    }

    /**
     * {@return the {@linkplain Address#isStable stable} addresses of the NIC in a family, without duplicates and without {@linkplain
     * Address#isOfStep addresses of third-party steps}}
     */
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

    /**
     * {@return whether the table contains a default route of the family that leads through the NIC and does not have {@linkplain
     * meta.spi.net.Ownership#PROTOCOL our protocol number}}
     */
    public boolean hasDefault(String nic, Family family, RouteTable table) {
        for (Route route : pod.routes(table, Prefix.all(family))) {
            if (!route.isOurs() && route.on(nic)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the table that {@link #lookedUpFrom} finds for the NIC's addresses of the family; empty if there is none}
     *
     * <p>The result lists all these addresses, including those without a rule. Its {@link OwnTable#keepsMain} is false, because the pod's
     * state does not show it.
     */
    public Optional<OwnTable> ownTable(String nic, Family family) {
        List<IpAddress> addresses = addresses(nic, family);
        return lookedUpFrom(addresses).map(table -> OwnTable.of(nic, addresses, table));
    }

    /**
     * {@return the table that a rule {@code from ADDRESS} with one of these addresses, our protocol number and the priority {@link
     * RulePriority#FROM} selects; empty if there is no such rule}
     */
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

    /** {@return the {@linkplain #ownTable own tables} of all NICs, in the order of {@link #nics}; for each NIC, IPv4 comes first} */
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
     * {@return the table for the routes of a NIC}
     *
     * <p>The result is the first of these tables that exists:
     *
     * <ol>
     *   <li>the table that rules with our protocol number select for the NIC,
     *   <li>a table with a number of at least {@code base} that an interrupted call may have left for the NIC,
     *   <li>the table with the number {@code base + n - 1}, if it is free,
     *   <li>the first free table with a number of at least {@code base}; after the largest number, the search continues at 1.
     * </ol>
     *
     * <p>A table is free if no rule selects it, its routes, if any, have our protocol number, and {@code taken} does not contain it. The
     * tables default, main and local are never free.
     *
     * @param nic the name of the NIC
     * @param namedAfter a device name; if it ends in a number of at least 1, this number is {@code n}
     * @param base the number of the first table, 1 to 2^32-1
     * @param taken the tables that other NICs get in the same call
     * @throws IllegalArgumentException if {@code namedAfter} is needed and is not a valid {@link DeviceName}
     */
    public RouteTable choose(String nic, String namedAfter, long base, Set<RouteTable> taken) {
        return known(nic)
                .or(() -> filled(nic, number -> number >= base, taken))
                .orElseGet(() -> fresh(namedAfter, base, taken));
    }

    /**
     * {@return the table for the routes of a NIC, if possible with a number below {@code base}}
     *
     * <p>The result is the first of these tables that exists:
     *
     * <ol>
     *   <li>the table that rules with our protocol number select for the NIC,
     *   <li>one of the 16 tables before {@code base} that an interrupted call may have left for the NIC,
     *   <li>the {@linkplain #choose free} table with the largest number below {@code base},
     *   <li>a free table as {@link #choose} finds it, with the name of the NIC as {@code namedAfter}.
     * </ol>
     *
     * @param nic the name of the NIC
     * @param base the number of the first table of the other NICs, 1 to 2^32-1
     * @param taken the tables that other NICs get in the same call
     * @throws IllegalArgumentException if {@code nic} is needed as {@code namedAfter} and is not a valid {@link DeviceName}
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

    /**
     * {@return a table that an interrupted call may have left for the NIC; empty if there is none} Its routes without our protocol number,
     * at least one, use the NIC. A rule that selects it is ours, and is for all addresses or for an address of the NIC.
     */
    private Optional<RouteTable> filled(String nic, LongPredicate allowed, Set<RouteTable> taken) {
        Map<RouteTable, Boolean> only = new LinkedHashMap<>();
        for (Route route : pod.routes()) {
            if (!route.isOurs()) {
                only.merge(route.table(), route.on(nic), Boolean::logicalAnd);
            }
        }
        for (Map.Entry<RouteTable, Boolean> entry : only.entrySet()) {
            RouteTable table = entry.getKey();
            long number = TableNumberRange.of(table);
            boolean usable = entry.getValue() && allowed.test(number) && !taken.contains(table);
            if (usable && TableNumberRange.table(number).isPresent() && !isLookedUpFor(table, nic)) {
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
            candidate = candidate >= TableNumberRange.LARGEST ? 1 : candidate + 1;
        }
        return RouteTable.of((int) candidate);
    }

    private Optional<RouteTable> free(long number, Set<RouteTable> taken) {
        return TableNumberRange.table(number).filter(table -> !taken.contains(table) && isFree(table));
    }

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
