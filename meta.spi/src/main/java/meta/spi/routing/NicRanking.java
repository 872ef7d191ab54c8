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
 * Ranks the NICs of a pod: the first one keeps the main table.
 *
 * <p>A NIC with a default route in the main table comes before a NIC without one; otherwise, the names decide. A repeated call therefore finds the
 * order of the first call.
 *
 * <p>With {@link Migration#ALWAYS}, a NIC of the call that has no table yet is placed regardless of its name: at the front if {@code mainNic} is
 * {@link MainNic#LAST}, at the end if it is {@link MainNic#FIRST}.
 *
 * @param mainNic which of two names comes first
 */
public record NicRanking(StepContext context, MainNic mainNic, Migration migration) {

    /** {@return the NICs with addresses of the family, in order; empty if there is only one, or if the NIC of the call has no such address} */
    public List<String> of(Family family) {
        List<String> nics = new ArrayList<>();
        for (String nic : tables().nics()) {
            if (!addresses(nic, family).isEmpty()) {
                nics.add(nic);
            }
        }
        String own = context.attachment().ifname();
        if (!nics.contains(own) && !addresses(own, family).isEmpty()) {
            nics.add(own); // even if it is a bridge or tunnel
        }
        if (nics.size() < 2 || !nics.contains(own)) {
            return List.of();
        }
        nics.sort(order(family));
        return nics;
    }

    private Comparator<String> order(Family family) {
        Comparator<String> byName = mainNic.order();
        Comparator<String> byDefault = Comparator.comparing(nic -> !tables().hasDefault(nic, family, RouteTable.MAIN));
        if (migration != Migration.ALWAYS || hasTable(family)) {
            return byDefault.thenComparing(byName);
        }
        Comparator<String> newcomer =
                Comparator.comparing(nic -> nic.equals(context.attachment().ifname()));
        Comparator<String> first = mainNic == MainNic.LAST ? newcomer.reversed() : newcomer;
        return first.thenComparing(byDefault).thenComparing(byName);
    }

    private boolean hasTable(Family family) {
        return tables().lookedUpFrom(context.addressing().pod(family)).isPresent();
    }

    /** {@return the NIC's addresses of the family; for the NIC of the call, also those that the kernel may not have yet} */
    public List<IpAddress> addresses(String nic, Family family) {
        return nic.equals(context.attachment().ifname())
                ? context.addressing().pod(family)
                : tables().addresses(nic, family);
    }

    /**
     * {@return one table for each family and each ranked NIC, IPv4 first, in the order of the ranking} A NIC for which rules of ours select a table
     * keeps that table.
     *
     * @param ranked the NICs with addresses of a family, in order; the first one keeps the main table
     * @param known returns the table of a NIC that other rules of ours select
     * @param namedAfter returns, for a NIC without a table, the device name whose final number determines the table (see {@link PodTables#choose})
     * @param base the number of the first table. One NIC of each family gets a table with a lower number ({@link PodTables#chooseBefore}): with
     *     {@link Migration#ALWAYS} the first NIC, otherwise the NIC that {@code mainNic} selects by name
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

    /** {@return the NICs and tables of the pod} */
    public PodTables tables() {
        return new PodTables(context.snapshot().pod());
    }
}
