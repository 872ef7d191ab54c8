package meta.spi.net;

import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;

/**
 * What a namespace knows of the link-layer address of an IP address ({@code ip neigh}).
 *
 * @param netns where the entry is
 * @param device the device that the address is reached by
 * @param address the neighbour's address
 * @param lladdr its link-layer address; {@link MacAddress#NONE} where it is not known
 * @param state how sure the kernel is ({@code NUD_})
 * @param flags {@code linux/neighbour.h NTF_} bits, such as {@code NTF_ROUTER}
 * @param protocol who made it ({@code NDA_PROTOCOL})
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

    /** A device has at most one entry for an address. */
    public record Key(Netns netns, String device, IpAddress address) implements ObjectKey {}

    /** {@return an entry of ours that the kernel neither probes nor forgets} */
    public static Neighbor permanent(Netns netns, String device, IpAddress address, MacAddress lladdr) {
        return new Neighbor(netns, device, address, lladdr, NudState.PERMANENT, 0, Ownership.PROTOCOL);
    }

    public boolean on(String name) {
        return device.equals(name);
    }

    /** {@return whether it carries our mark} */
    public boolean isOurs() {
        return protocol.equals(Ownership.PROTOCOL);
    }

    @Override
    public Key key() {
        return new Key(netns, device, address);
    }
}
