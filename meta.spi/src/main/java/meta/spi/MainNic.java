package meta.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of a pod's NICs has its routes in table main, by the {@linkplain NicName order of names}. */
public enum MainNic {
    /** The one that comes first. */
    FIRST,
    /** The one that comes last. */
    LAST;

    /** {@return whether a NIC is to have main rather than another} */
    public boolean prefers(String nic, String other) {
        int order = new NicName(nic).compareTo(new NicName(other));
        return this == FIRST ? order < 0 : order > 0;
    }

    /** {@return the order in which a name that is to have main comes before another} */
    public Comparator<String> order() {
        Comparator<String> byName = Comparator.comparing(NicName::new);
        return this == FIRST ? byName : byName.reversed();
    }

    /** {@return the one of these NICs that is to have main; empty where there is none} */
    public Optional<String> of(Collection<String> nics) {
        Optional<String> chosen = Optional.empty();
        for (String nic : nics) {
            if (chosen.isEmpty() || prefers(nic, chosen.get())) {
                chosen = Optional.of(nic);
            }
        }
        return chosen;
    }
}
