package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A neighbour entry: {@code struct ndmsg} and its {@code NDA_} attributes ({@code linux/neighbour.h}).
 *
 * <p>{@code NDA_CACHEINFO} and {@code NDA_PROBES} are dropped when one is read: they count seconds and tries.
 *
 * @param family {@link Family#IPV4} or {@link Family#IPV6}
 * @param ifindex the index of the device that the neighbour is on, 0 for any
 * @param state what is known of the neighbour
 * @param flags {@code NTF_} bits, 0 to 255
 * @param type what the address is, 0 to 255 ({@code RTN_}); the kernel tells it and does not read it
 * @param destination the neighbour's address ({@code NDA_DST})
 * @param lladdr its link-layer address ({@code NDA_LLADDR}) where that has six bytes; one of another length is in {@code unknown}
 * @param protocol who made it ({@code NDA_PROTOCOL})
 * @param unknown all other attributes
 */
public record NeighborMessage(
        Family family,
        int ifindex,
        NudState state,
        int flags,
        int type,
        @Nullable IpAddress destination,
        @Nullable MacAddress lladdr,
        @Nullable RouteProtocol protocol,
        List<Attribute> unknown)
        implements NetlinkMessage {

    public NeighborMessage {
        Ranges.requireByte("ndm_flags", flags);
        Ranges.requireByte("ndm_type", type);
        unknown = List.copyOf(unknown);
    }

    /** The kernel resolves the address now instead of when a packet needs it ({@code NTF_USE}). */
    private static final int USE = 0x01;

    /** {@return what a request for every neighbour of a family on a device says} */
    public static NeighborMessage on(Family family, int ifindex) {
        return new NeighborMessage(family, ifindex, NudState.NONE, 0, 0, null, null, null, List.of());
    }

    /** {@return what names one neighbour: to be looked up, or to be deleted} */
    public static NeighborMessage at(IpAddress destination, int ifindex) {
        return new NeighborMessage(
                destination.family(), ifindex, NudState.NONE, 0, 0, destination, null, null, List.of());
    }

    /** {@return a neighbour that is known for good: nobody will ask for it by ARP or NDP} */
    public static NeighborMessage permanent(IpAddress destination, int ifindex, MacAddress lladdr) {
        return new NeighborMessage(
                destination.family(), ifindex, NudState.PERMANENT, 0, 0, destination, lladdr, null, List.of());
    }

    /** {@return an entry that has the kernel ask the link for the address at once: by a broadcast of ARP, or by NDP} */
    public static NeighborMessage resolved(IpAddress destination, int ifindex) {
        return new NeighborMessage(
                destination.family(), ifindex, NudState.NONE, USE, 0, destination, null, null, List.of());
    }

    public NeighborMessage withProtocol(RouteProtocol newProtocol) {
        return new NeighborMessage(family, ifindex, state, flags, type, destination, lladdr, newProtocol, unknown);
    }

    public NeighborMessage withState(NudState newState) {
        return new NeighborMessage(family, ifindex, newState, flags, type, destination, lladdr, protocol, unknown);
    }

    public NeighborMessage withIfindex(int newIfindex) {
        return new NeighborMessage(family, newIfindex, state, flags, type, destination, lladdr, protocol, unknown);
    }

    public NeighborMessage withUnknown(List<Attribute> newUnknown) {
        return new NeighborMessage(family, ifindex, state, flags, type, destination, lladdr, protocol, newUnknown);
    }
}
