package meta.spi.routing;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import meta.spi.net.DeviceName;

/** Which of a pod's NICs keeps the main table, in the {@linkplain DeviceName#ORDER order of names}. */
public enum MainNic {
    /** The NIC whose name comes first. */
    FIRST,
    /** The NIC whose name comes last. */
    LAST;

    /** {@return the order of names in which the main NIC comes first} */
    public Comparator<String> order() {
        return this == FIRST ? DeviceName.ORDER : DeviceName.ORDER.reversed();
    }

    /** {@return the main NIC among these; empty if there are none} */
    public Optional<String> of(Collection<String> nics) {
        return nics.stream().min(order());
    }
}
