package meta.spi.net;

import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;

/** Builds the {@code ip neigh} command for a neighbour entry (ip-neighbour(8)). */
final class NeighborCommand {
    private static final int ROUTER = 0x80; // linux/neighbour.h NTF_ROUTER
    private static final int PROXY = 0x08; // NTF_PROXY
    private static final int USE = 0x01; // NTF_USE
    private static final int EXTERNALLY_LEARNED = 0x10; // NTF_EXT_LEARNED

    private NeighborCommand() {}

    /**
     * {@return the command that adds or replaces the entry}
     *
     * <p>A flag without a word in {@code ip}, or a combination of states, becomes a number, which {@code ip} rejects.
     *
     * @param verb {@code add} or {@code replace}
     */
    static CommandWords write(String verb, Neighbor neighbor) {
        int others = neighbor.flags() & ~(ROUTER | PROXY | USE | EXTERNALLY_LEARNED);
        return named(verb, neighbor)
                .quotedIf(!neighbor.lladdr().equals(MacAddress.NONE), "lladdr", neighbor.lladdr())
                .quoted("nud", state(neighbor.state()))
                .plainIf((neighbor.flags() & ROUTER) != 0, "router")
                .plainIf((neighbor.flags() & USE) != 0, "use")
                .plainIf((neighbor.flags() & EXTERNALLY_LEARNED) != 0, "extern_learn")
                .quotedIf(others != 0, "flags", "0x" + Integer.toHexString(others))
                .quotedIf(!neighbor.protocol().equals(RouteProtocol.UNSPEC), "protocol", neighbor.protocol());
    }

    static CommandWords delete(Neighbor neighbor) {
        return named("del", neighbor);
    }

    private static CommandWords named(String verb, Neighbor neighbor) {
        return CommandWords.of(CommandWords.IP, "neigh", verb)
                .plainIf((neighbor.flags() & PROXY) != 0, "proxy")
                .plain(neighbor.address().toString())
                .quoted("dev", neighbor.device());
    }

    /** {@return the name of the state; a hexadecimal number for a combination of states or a state without a name} */
    private static String state(NudState state) {
        if (state.equals(NudState.NONE)) {
            return "none";
        }
        return Integer.bitCount(state.bits()) == 1 ? state.toString() : "0x" + Integer.toHexString(state.bits());
    }
}
