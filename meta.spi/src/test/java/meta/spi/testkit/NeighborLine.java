package meta.spi.testkit;

import java.util.Locale;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;

/**
 * Parses the arguments of {@code ip neigh}: {@code ADDRESS dev NAME [lladdr MAC] [nud STATE] ...}. The caller has already read the words before them,
 * such as {@code pod neigh} in a state or {@code host ip neigh add} in a plan.
 */
final class NeighborLine {
    private NeighborLine() {}

    /** {@return the neighbour} Without a state, the neighbour is permanent. Without {@code lladdr}, its MAC address is {@link MacAddress#NONE}. */
    static Neighbor read(Netns netns, Line line) {
        int flags = line.accept("proxy") ? 0x08 : 0;
        IpAddress address = line.next("an address", IpAddress::parse);
        if (!line.accept("dev")) {
            throw line.error("expected: " + netns + " neigh ADDRESS dev NAME [lladdr MAC] [nud STATE]");
        }
        String device = line.next("a device's name");
        MacAddress lladdr = MacAddress.NONE;
        NudState state = NudState.PERMANENT;
        RouteProtocol protocol = RouteProtocol.UNSPEC;
        while (line.hasNext()) {
            switch (line.next("a word")) {
                case "lladdr" -> lladdr = line.next("a MAC address", MacAddress::parse);
                case "nud" -> state = line.next("a state", KernelNames::nud);
                case "router" -> flags |= 0x80;
                case "use" -> flags |= 0x01;
                case "extern_learn" -> flags |= 0x10;
                case "flags" -> flags |= line.number("flags such as 0x2");
                case "protocol" ->
                    protocol = line.next("a protocol", word -> KernelNames.ofByte(word, RouteProtocol::of));
                case String word -> state = shown(word, line);
            }
        }
        return Neighbor.of(netns, device, address, lladdr, state, flags, protocol);
    }

    /**
     * {@return the state for a word in capital letters, such as {@code STALE}, as {@code ip neigh show} prints it}
     *
     * @throws IllegalArgumentException if the word has small letters or is not a state
     */
    private static NudState shown(String word, Line line) {
        String name = word.toLowerCase(Locale.ROOT);
        try {
            if (!name.equals(word)) {
                return KernelNames.nud(name);
            }
        } catch (NumberFormatException _) { // no state
        }
        throw line.unknownWord("a neighbour", "lladdr nud router use extern_learn flags protocol");
    }
}
