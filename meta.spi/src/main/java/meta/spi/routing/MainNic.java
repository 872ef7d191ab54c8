package meta.spi.routing;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import meta.spi.net.DeviceName;

/**
 * A rule that chooses the main NIC (the one whose default route is in the main table) among the NICs of a pod by their names, in the
 * {@linkplain DeviceName#ORDER natural order}.
 */
public enum MainNic {
    /** The NIC whose name comes first is the main NIC. */
    FIRST,
    /** The NIC whose name comes last is the main NIC. */
    LAST;

    /** {@return an order of names in which the main NIC comes first} */
    public Comparator<String> order() {
        return this == FIRST ? DeviceName.ORDER : DeviceName.ORDER.reversed();
    }

    /** {@return the main NIC among the NICs with these names; empty if the collection is empty} */
    public Optional<String> of(Collection<String> nics) {
        return nics.stream().min(order());
    }
}
