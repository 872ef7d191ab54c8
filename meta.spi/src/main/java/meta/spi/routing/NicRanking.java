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
 * Ranks the NICs of a pod, and gives each ranked NIC a routing table ({@link meta.spi.NicTables} explains these tables). The first NIC
 * keeps the main table ({@link OwnTable#keepsMain}), unless the plugin type chooses another one.
 *
 * <p>A NIC with a default route in the main table comes before a NIC without one. Among NICs that are equal in this respect, the names
 * decide.
 *
 * <p>With {@link Migration#ALWAYS}, there is one exception. While the NIC of the call has no table of its own, it comes first if
 * {@code mainNic} is {@link MainNic#LAST}, and last if {@code mainNic} is {@link MainNic#FIRST}. The exception holds only if the NIC that it
 * makes the first one has a default route in the main table: only this route tells later calls which NIC is the first one.
 *
 * @param context the pod's state, and the name and the addresses of the NIC of the call
 * @param mainNic the order in which the names decide
 * @param migration the user's choice in {@link RoutingOptions#MIGRATE_ROUTE}
 */
public record NicRanking(StepContext context, MainNic mainNic, Migration migration) {

    /**
     * {@return the names of the NICs with addresses of the family, in the order of the ranking}
     *
     * <p>Empty if there are fewer than two such NICs, or if the NIC of the call has no address of the family.
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
            nics.add(own); // nics() lacks it, for example, if it is a bridge or tunnel
        }
        if (nics.size() < 2 || !nics.contains(own)) {
            return List.of();
        }
        Comparator<String> order = order(family);
        if (migration == Migration.ALWAYS && !hasTable(family)) {
            List<String> moved = new ArrayList<>(nics);
            moved.sort(newcomer().thenComparing(order));
            if (tables().hasDefault(
                            moved.getFirst(), family, RouteTable.MAIN)) { // later calls find it first by this route
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
     * which the kernel may not have yet. For any other NIC, they are the addresses that {@link PodTables#addresses} returns.
     */
    public List<IpAddress> addresses(String nic, Family family) {
        return nic.equals(context.attachment().ifname())
                ? context.addressing().pod(family)
                : tables().addresses(nic, family);
    }

    /**
     * {@return a table for each family and each ranked NIC, first those for IPv4, each in the order of the ranking}
     *
     * <p>A NIC whose packets already use a table, by rules with {@linkplain meta.spi.net.Ownership#PROTOCOL our protocol number}, keeps
     * that table. Without such a rule for IPv6, a NIC gets the same table for IPv6 as for IPv4.
     *
     * @param ranked returns the names of the NICs with addresses of a family, in order; the first one keeps the main table
     * @param known returns the table that a NIC uses although no rule selects it for the NIC's addresses, such as the table to which a
     *     rule for a destination leads; empty if there is no such table
     * @param namedAfter returns, for a NIC that needs a new table, the device name from which {@link PodTables#choose} derives the number
     * @param base the number from which new tables are counted ({@link PodTables#choose}). In each family, one NIC is an exception: if
     *     possible, its new table has a smaller number ({@link PodTables#chooseBefore}). With {@link Migration#ALWAYS}, this NIC is the
     *     first one of the family; otherwise, it is the one that {@code mainNic} chooses by name
     * @throws IllegalArgumentException as for {@link PodTables#choose}
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
