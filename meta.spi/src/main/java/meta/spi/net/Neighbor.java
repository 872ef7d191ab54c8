package meta.spi.net;

import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;

/** A neighbour entry ({@code ip neigh}). */
public sealed interface Neighbor extends NetworkObject {

    /** Identifies an entry: a device has at most one for each IP address. */
    record Key(Netns netns, String device, IpAddress address) implements ObjectKey {}

    /** {@return a neighbour with these values} */
    static Neighbor of(
            Netns netns,
            String device,
            IpAddress address,
            MacAddress lladdr,
            NudState state,
            int flags,
            RouteProtocol protocol) {
        return new PlainNeighbor(netns, device, address, lladdr, state, flags, protocol);
    }

    /** {@return a permanent entry with our protocol number, which the kernel neither probes nor expires} */
    static Neighbor permanent(Netns netns, String device, IpAddress address, MacAddress lladdr) {
        return of(netns, device, address, lladdr, NudState.PERMANENT, 0, Ownership.PROTOCOL);
    }

    default boolean on(String name) {
        return device().equals(name);
    }

    /** {@return whether the entry has our protocol number} */
    default boolean isOurs() {
        return protocol().equals(Ownership.PROTOCOL);
    }

    @Override
    default Key key() {
        return new Key(netns(), device(), address());
    }

    /** {@return the device on whose link the neighbour is} */
    String device();

    /** {@return the neighbour's IP address} */
    IpAddress address();

    /** {@return the neighbour's link-layer address; a snapshot contains no entry without one} */
    MacAddress lladdr();

    /** {@return the {@code NUD_} state, such as reachable or permanent} */
    NudState state();

    /** {@return {@code linux/neighbour.h NTF_} bits, such as {@code NTF_ROUTER}} */
    int flags();

    /** {@return the program that created the entry ({@code NDA_PROTOCOL}); {@link RouteProtocol#UNSPEC} if not known} */
    RouteProtocol protocol();
}

record PlainNeighbor(
        Netns netns,
        String device,
        IpAddress address,
        MacAddress lladdr,
        NudState state,
        int flags,
        RouteProtocol protocol)
        implements Neighbor {}
