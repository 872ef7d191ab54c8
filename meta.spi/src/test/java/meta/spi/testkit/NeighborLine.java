package meta.spi.testkit;

import java.util.Locale;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;

/** Reads a neighbour entry: {@code ADDRESS dev NAME} and further words. */
final class NeighborLine {
    private NeighborLine() {}

    static Neighbor read(Netns netns, Line line) {
        IpAddress address = line.next("an address", IpAddress::parse);
        if (!line.accept("dev")) {
            throw line.error("is not: " + netns + " neigh ADDRESS dev NAME lladdr MAC nud STATE");
        }
        String device = line.next("a device's name");
        MacAddress lladdr = MacAddress.NONE;
        NudState state = NudState.PERMANENT;
        int flags = 0;
        RouteProtocol protocol = RouteProtocol.UNSPEC;
        while (line.hasNext()) {
            switch (line.next("a word")) {
                case "lladdr" -> lladdr = line.next("a MAC address", MacAddress::parse);
                case "nud" -> state = line.next("a state", KernelNames::nud);
                case "router" -> flags |= 0x80;
                case "extern_learn" -> flags |= 0x10;
                case "flags" -> flags |= line.number("flags such as 0x2");
                case "protocol" ->
                    protocol = line.next("a protocol", word -> KernelNames.ofByte(word, RouteProtocol::of));
                case String word -> state = shown(word, line);
            }
        }
        return Neighbor.of(netns, device, address, lladdr, state, flags, protocol);
    }

    /** {@return the state that a word in capitals names, as {@code ip neigh show} prints it} */
    private static NudState shown(String word, Line line) {
        String name = word.toLowerCase(Locale.ROOT);
        try {
            if (!name.equals(word)) {
                return KernelNames.nud(name);
            }
        } catch (NumberFormatException _) { // no state
        }
        throw line.unknownWord("a neighbour", "lladdr nud router extern_learn flags protocol");
    }
}
