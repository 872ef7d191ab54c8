package meta.spi.net;

import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;

/**
 * An entry of the neighbour table, which gives an IP address a link-layer address ({@code ip neigh}). Immutable.
 *
 * <p>A snapshot contains neither entries without a link-layer address nor entries in the state {@code NOARP}.
 */
public sealed interface Neighbor extends NetworkObject {

    /** Identifies an entry by its device and IP address. */
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

    /** {@return a permanent entry of {@linkplain #isOurs ours}, which the kernel neither probes nor expires} */
    static Neighbor permanent(Netns netns, String device, IpAddress address, MacAddress lladdr) {
        return of(netns, device, address, lladdr, NudState.PERMANENT, 0, Ownership.PROTOCOL);
    }

    /** {@return whether the entry is on this device} */
    default boolean on(String name) {
        return device().equals(name);
    }

    /** {@return whether the entry has our protocol number ({@link Ownership#PROTOCOL})} */
    default boolean isOurs() {
        return protocol().equals(Ownership.PROTOCOL);
    }

    @Override
    default Key key() {
        return new Key(netns(), device(), address());
    }

    /** {@return the name of the entry's device} */
    String device();

    /** {@return the neighbour's IP address} */
    IpAddress address();

    /** {@return the neighbour's link-layer address} */
    MacAddress lladdr();

    /**
     * {@return the state of the entry ({@code NUD_}), such as reachable or permanent}
     *
     * <p>A planned entry should be {@link NudState#PERMANENT}: the plugins create any other entry as stale.
     */
    NudState state();

    /** {@return the bits {@code NTF_} of {@code linux/neighbour.h}, such as {@code NTF_ROUTER}} */
    int flags();

    /**
     * {@return the protocol number, by which a program can recognize its entries ({@code NDA_PROTOCOL}); {@link RouteProtocol#UNSPEC} if
     * there is none}
     */
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
