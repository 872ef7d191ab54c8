package meta.spi;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.netlink.IpAddress;
import org.jspecify.annotations.Nullable;

/** An immutable list of the results of route lookups, with an index by destination. Thread-safe. */
final class RouteLookupsByDestination extends AbstractList<RouteLookup> {
    private final List<RouteLookup> all;
    private volatile @Nullable Map<IpAddress, RouteLookup> firsts;

    private RouteLookupsByDestination(List<RouteLookup> all) {
        this.all = List.copyOf(all);
    }

    /** {@return an indexed list of these lookups} */
    static RouteLookupsByDestination of(List<RouteLookup> all) {
        return all instanceof RouteLookupsByDestination known ? known : new RouteLookupsByDestination(all);
    }

    /** {@return the first lookup of this destination} */
    Optional<RouteLookup> to(IpAddress destination) {
        Map<IpAddress, RouteLookup> known = firsts;
        if (known == null) {
            known = new HashMap<>();
            for (RouteLookup lookup : all) {
                known.putIfAbsent(lookup.destination(), lookup);
            }
            firsts = known;
        }
        return Optional.ofNullable(known.get(destination));
    }

    @Override
    public RouteLookup get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }
}
