package meta.spi.net;

import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;

/**
 * A neighbour entry ({@code ip neigh}): the link-layer address of an IP address on the link of a device.
 *
 * @param netns the namespace of the entry
 * @param device the device on whose link the neighbour is
 * @param address the neighbour's IP address
 * @param lladdr the neighbour's link-layer address; an entry for which the kernel has none is not in a snapshot
 * @param state the {@code NUD_} state, such as reachable or permanent
 * @param flags {@code linux/neighbour.h NTF_} bits, such as {@code NTF_ROUTER}
 * @param protocol the program that created the entry ({@code NDA_PROTOCOL}); {@link RouteProtocol#UNSPEC} if the kernel reports none
 */
public record Neighbor(
        Netns netns,
        String device,
        IpAddress address,
        MacAddress lladdr,
        NudState state,
        int flags,
        RouteProtocol protocol)
        implements NetworkObject {

    /** Identifies an entry: a device has at most one for each IP address. */
    public record Key(Netns netns, String device, IpAddress address) implements ObjectKey {}

    /** {@return a permanent entry with our protocol number, which the kernel neither probes nor expires} */
    public static Neighbor permanent(Netns netns, String device, IpAddress address, MacAddress lladdr) {
        return new Neighbor(netns, device, address, lladdr, NudState.PERMANENT, 0, Ownership.PROTOCOL);
    }

    public boolean on(String name) {
        return device.equals(name);
    }

    /** {@return whether the entry has our protocol number} */
    public boolean isOurs() {
        return protocol.equals(Ownership.PROTOCOL);
    }

    @Override
    public Key key() {
        return new Key(netns, device, address);
    }
}
