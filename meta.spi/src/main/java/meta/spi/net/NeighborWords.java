package meta.spi.net;

import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;

/** The words of {@code ip neigh} (ip-neighbour(8)). */
final class NeighborWords {
    private static final int ROUTER = 0x80; // linux/neighbour.h NTF_ROUTER
    private static final int EXTERNALLY_LEARNED = 0x10; // NTF_EXT_LEARNED

    private NeighborWords() {}

    static Words write(String verb, Neighbor neighbor) {
        int others = neighbor.flags() & ~(ROUTER | EXTERNALLY_LEARNED);
        return named(verb, neighbor)
                .andIf(!neighbor.lladdr().equals(MacAddress.NONE), "lladdr", neighbor.lladdr())
                .and("nud", state(neighbor.state()))
                .plusIf((neighbor.flags() & ROUTER) != 0, "router")
                .plusIf((neighbor.flags() & EXTERNALLY_LEARNED) != 0, "extern_learn")
                .andIf(others != 0, "flags", "0x" + Integer.toHexString(others))
                .andIf(!neighbor.protocol().equals(RouteProtocol.UNSPEC), "protocol", neighbor.protocol());
    }

    static Words delete(Neighbor neighbor) {
        return named("del", neighbor);
    }

    private static Words named(String verb, Neighbor neighbor) {
        return Words.of(Words.IP, "neigh", verb, neighbor.address().toString()).and("dev", neighbor.device());
    }

    /** {@return the name of a single state, or the number of a combined one, for which {@code ip} has no name} */
    private static String state(NudState state) {
        if (state.equals(NudState.NONE)) {
            return "none";
        }
        return Integer.bitCount(state.bits()) == 1 ? state.toString() : "0x" + Integer.toHexString(state.bits());
    }
}
