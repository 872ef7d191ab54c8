package meta.image.flows;

import java.util.ArrayList;
import java.util.List;

/** The names of a pod's LAN NICs, and the order of their ADDs. The order of the names decides which NIC is the main NIC. */
enum LanNicOrder {
    ONE("net1", false),
    EARLY_NAME("data0", false),
    TWO("net1 net2", false),
    TWO_REVERSED("net1 net2", true),
    AROUND_ETH0("net1 ens5", false);

    /** The names, separated by spaces. The first name is that of the first LAN NIC. */
    private final String names;

    private final boolean reversed;

    LanNicOrder(String names, boolean reversed) {
        this.names = names;
        this.reversed = reversed;
    }

    /** {@return the LAN NICs in the order of their ADDs} */
    List<Nic> nics(LanNicKind underlay, Type type) {
        List<Nic> nics = new ArrayList<>();
        for (String name : names.split(" ", -1)) {
            boolean isFirst = nics.isEmpty();
            nics.add(new Nic(type.nic(name, isFirst), isFirst ? underlay.segment : underlay.other()));
        }
        return reversed ? nics.reversed() : nics;
    }
}
