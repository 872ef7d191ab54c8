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
 * A neighbour entry: {@code struct ndmsg} and its {@code NDA_} attributes ({@code linux/neighbour.h}), without times and counters.
 *
 * @param ifindex the index of the device; 0 in a dump request for all devices
 * @param flags {@code NTF_} bits, 0 to 255
 * @param type the type of the address, 0 to 255 ({@code RTN_}); 0 in queries and dump requests
 * @param destination the IP address; null in a dump request, and in an entry of another family than IPv4 and IPv6
 * @param lladdr the MAC address. A link-layer address that does not have six bytes is in {@code unknown} instead
 * @param protocol the number of the program that added the entry
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
        FieldRangeCheck.requireByte("ndm_flags", flags);
        FieldRangeCheck.requireByte("ndm_type", type);
        unknown = List.copyOf(unknown);
    }

    /** {@code NTF_USE}: the kernel resolves the address at once. */
    private static final int USE = 0x01;

    /** {@return the message for a dump of neighbours; {@link Family#UNSPEC} stands for all families, index 0 for all devices} */
    public static NeighborMessage on(Family family, int ifindex) {
        return new NeighborMessage(family, ifindex, NudState.NONE, 0, 0, null, null, null, List.of());
    }

    /** {@return a message that identifies one neighbour entry} */
    public static NeighborMessage at(IpAddress destination, int ifindex) {
        return new NeighborMessage(
                destination.family(), ifindex, NudState.NONE, 0, 0, destination, null, null, List.of());
    }

    /** {@return a permanent entry} */
    public static NeighborMessage permanent(IpAddress destination, int ifindex, MacAddress lladdr) {
        return new NeighborMessage(
                destination.family(), ifindex, NudState.PERMANENT, 0, 0, destination, lladdr, null, List.of());
    }

    /** {@return a new entry whose link-layer address the kernel resolves at once} */
    public static NeighborMessage toResolve(IpAddress destination, int ifindex) {
        return new NeighborMessage(
                destination.family(), ifindex, NudState.NONE, USE, 0, destination, null, null, List.of());
    }

    public NeighborMessage withProtocol(RouteProtocol newProtocol) {
        return new NeighborMessage(family, ifindex, state, flags, type, destination, lladdr, newProtocol, unknown);
    }

    public NeighborMessage withIfindex(int newIfindex) {
        return new NeighborMessage(family, newIfindex, state, flags, type, destination, lladdr, protocol, unknown);
    }

    public NeighborMessage withUnknown(List<Attribute> newUnknown) {
        return new NeighborMessage(family, ifindex, state, flags, type, destination, lladdr, protocol, newUnknown);
    }
}
