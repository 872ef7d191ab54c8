package meta.spi.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.StepContext;

/**
 * Ranks the NICs of a pod for each address family, and gives each ranked NIC a routing table ({@link meta.spi.NicTables}).
 *
 * <p>A NIC with a {@linkplain PodTables#hasDefault default route} in the main table comes before a NIC without one. Among NICs that are
 * equal in this respect, the names decide.
 *
 * <p>With {@link Migration#ALWAYS}, there is one exception. While the NIC of the call has no table of its own, it comes first if {@code
 * mainNic} is {@link MainNic#LAST}, and last if {@code mainNic} is {@link MainNic#FIRST}. The exception holds only if the resulting first
 * NIC has a default route in the main table, which shows later calls that it is the first one.
 *
 * @param context the pod's state, and the name and the addresses of the NIC of the call
 * @param mainNic the order in which the names decide
 * @param migration the value of {@link RoutingOptions#MIGRATE_ROUTE}
 */
public record NicRanking(StepContext context, MainNic mainNic, Migration migration) {

    /**
     * {@return the names of the NICs with addresses of the family, in the order of the ranking; empty if there are fewer than two such
     * NICs, or if the NIC of the call has no address of the family}
     */
    public List<String> of(Family family) {
        List<String> nics = new ArrayList<>();
        for (String nic : tables().nics()) {
            if (!addresses(nic, family).isEmpty()) {
                nics.add(nic);
            }
        }
        String own = context.attachment().ifname();
        if (!nics.contains(own) && !addresses(own, family).isEmpty()) {
            nics.add(own); // nics() lacks a NIC that is a bridge or tunnel
        }
        if (nics.size() < 2 || !nics.contains(own)) {
            return List.of();
        }
        Comparator<String> order = order(family);
        if (migration == Migration.ALWAYS && !hasTable(family)) {
            List<String> moved = new ArrayList<>(nics);
            moved.sort(newcomer().thenComparing(order));
            // later calls find the first NIC by this route
            if (tables().hasDefault(moved.getFirst(), family, RouteTable.MAIN)) {
                return moved;
            }
        }
        nics.sort(order);
        return nics;
    }

    private Comparator<String> order(Family family) {
        Comparator<String> byDefault = Comparator.comparing(nic -> !tables().hasDefault(nic, family, RouteTable.MAIN));
        return byDefault.thenComparing(mainNic.order());
    }

    private Comparator<String> newcomer() {
        Comparator<String> last =
                Comparator.comparing(nic -> nic.equals(context.attachment().ifname()));
        return mainNic == MainNic.LAST ? last.reversed() : last;
    }

    private boolean hasTable(Family family) {
        return tables().lookedUpFrom(context.addressing().pod(family)).isPresent();
    }

    /**
     * {@return the NIC's addresses of the family} For the NIC of the call, these are the addresses in {@link meta.spi.Addressing#pod()},
     * which the kernel may not have yet. For another NIC, they are those of {@link PodTables#addresses}.
     */
    public List<IpAddress> addresses(String nic, Family family) {
        return nic.equals(context.attachment().ifname())
                ? context.addressing().pod(family)
                : tables().addresses(nic, family);
    }

    /**
     * {@return a table for each family and each ranked NIC: first those for IPv4, then those for IPv6, both in the order of {@code ranked}}
     *
     * <p>A NIC keeps a table that {@link PodTables#lookedUpFrom} finds for its addresses of the family. Otherwise, for IPv6, a NIC gets the
     * same table as for IPv4, if any.
     *
     * @param ranked returns the names of the NICs with addresses of a family, in order; the first one keeps the main table ({@link
     *     OwnTable#keepsMain})
     * @param known returns a table that a NIC uses without a rule for its addresses, such as the table to which a rule for a destination
     *     leads; may be empty
     * @param namedAfter returns, for a NIC that needs a new table, the device name for {@link PodTables#choose}
     * @param base the number from which new tables are counted ({@link PodTables#choose}). In each family, {@link PodTables#chooseBefore}
     *     chooses the new table, if any, of one NIC: with {@link Migration#ALWAYS}, the first one of the family; otherwise, the one that
     *     {@code mainNic} chooses by name
     * @throws IllegalArgumentException as for {@link PodTables#choose} and {@link PodTables#chooseBefore}
     */
    public List<OwnTable> tables(
            Function<Family, List<String>> ranked,
            Function<String, Optional<RouteTable>> known,
            UnaryOperator<String> namedAfter,
            long base) {
        List<OwnTable> own = new ArrayList<>();
        Map<String, RouteTable> chosen = new HashMap<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            List<String> nics = ranked.apply(family);
            for (String nic : nics) {
                Optional<RouteTable> table = tables().lookedUpFrom(addresses(nic, family))
                        .or(() -> Optional.ofNullable(chosen.get(nic)))
                        .or(() -> known.apply(nic));
                RouteTable place = table.orElseGet(
                        () -> fresh(nic, nics, namedAfter.apply(nic), base, Set.copyOf(chosen.values())));
                chosen.put(nic, place);
                boolean first = nics.getFirst().equals(nic);
                own.add(OwnTable.of(nic, addresses(nic, family), place, first));
            }
        }
        return own;
    }

    private RouteTable fresh(String nic, List<String> nics, String namedAfter, long base, Set<RouteTable> taken) {
        Optional<String> first = migration == Migration.ALWAYS ? nics.stream().findFirst() : mainNic.of(nics);
        return first.filter(nic::equals).isPresent()
                ? tables().chooseBefore(nic, base, taken)
                : tables().choose(nic, namedAfter, base, taken);
    }

    /** {@return the NICs and tables that the pod has now} */
    public PodTables tables() {
        return new PodTables(context.snapshot().pod());
    }
}
