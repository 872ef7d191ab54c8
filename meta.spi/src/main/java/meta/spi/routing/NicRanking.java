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
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.PluginType;
import meta.spi.StepContext;

/**
 * The NICs of a pod that have addresses of a family, the one first that keeps table main. For a {@link PluginType} that decides upon
 * {@link NicTables}.
 *
 * <p>A NIC whose default route is in main comes before those whose default has left it, or is gone. Of two others their names decide,
 * whatever the order of the calls. So a repeated call finds the order of the first, and a default that another tool has put into main
 * stays there.
 *
 * @param context what is, and who and what the call is about
 * @param mainNic which of two names comes first
 * @param migration whether names decide
 */
public record NicRanking(StepContext context, MainNic mainNic, Migration migration) {

    /** {@return the NICs; none where only one has addresses of the family, or the call's NIC has none} */
    public List<String> of(Family family) {
        List<String> nics = new ArrayList<>();
        for (String nic : tables().nics()) {
            if (!addresses(nic, family).isEmpty()) {
                nics.add(nic);
            }
        }
        String own = context.attachment().ifname();
        if (!nics.contains(own) && !addresses(own, family).isEmpty()) {
            nics.add(own); // a device of a kind that a program in the pod could have made, too
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
        if (migration != Migration.ALWAYS || isKnown(family)) {
            return byDefault.thenComparing(byName);
        }
        Comparator<String> newcomer =
                Comparator.comparing(nic -> nic.equals(context.attachment().ifname()));
        Comparator<String> first = mainNic == MainNic.LAST ? newcomer.reversed() : newcomer;
        return first.thenComparing(byDefault).thenComparing(byName);
    }

    /** {@return whether a call before has given the NIC a table} */
    private boolean isKnown(Family family) {
        return tables().lookedUpFrom(context.addressing().pod(family)).isPresent();
    }

    /** {@return the NIC's addresses of the family; those of the call's NIC may be missing in the kernel} */
    public List<IpAddress> addresses(String nic, Family family) {
        return nic.equals(context.attachment().ifname())
                ? context.addressing().pod(family)
                : tables().addresses(nic, family);
    }

    /**
     * {@return the tables of the NICs, one that has an own table by rules of ours keeping it}
     *
     * @param ranked the NICs that have addresses of a family, the one first that keeps main
     * @param known the table that other rules of ours tell for a NIC
     * @param namedAfter the name whose number chooses the table of a NIC that has none yet
     * @param base the first table of those; the one that keeps main gets one before it
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
                own.add(new OwnTable(nic, addresses(nic, family), place, first));
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

    public PodTables tables() {
        return new PodTables(context.snapshot().pod());
    }
}
