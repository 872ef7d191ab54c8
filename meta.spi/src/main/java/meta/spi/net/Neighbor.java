package meta.spi.net;

import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;

/** A neighbour entry ({@code ip neigh}): the link-layer address of an IP address on the link of a device. */
public final class Neighbor implements NetworkObject {
    private final Netns netns;
    private final String device;
    private final IpAddress address;
    private final MacAddress lladdr;
    private final NudState state;
    private final int flags;
    private final RouteProtocol protocol;

    private Neighbor(
            Netns netns,
            String device,
            IpAddress address,
            MacAddress lladdr,
            NudState state,
            int flags,
            RouteProtocol protocol) {
        this.netns = netns;
        this.device = device;
        this.address = address;
        this.lladdr = lladdr;
        this.state = state;
        this.flags = flags;
        this.protocol = protocol;
    }

    /** {@return a neighbor with these properties, which have methods of the same names} */
    public static Neighbor of(
            Netns netns,
            String device,
            IpAddress address,
            MacAddress lladdr,
            NudState state,
            int flags,
            RouteProtocol protocol) {
        return new Neighbor(netns, device, address, lladdr, state, flags, protocol);
    }

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

    @Override
    public Netns netns() {
        return netns;
    }

    /** {@return the device on whose link the neighbour is} */
    public String device() {
        return device;
    }

    /** {@return the neighbour's IP address} */
    public IpAddress address() {
        return address;
    }

    /** {@return the neighbour's link-layer address; an entry for which the kernel has none is not in a snapshot} */
    public MacAddress lladdr() {
        return lladdr;
    }

    /** {@return the {@code NUD_} state, such as reachable or permanent} */
    public NudState state() {
        return state;
    }

    /** {@return {@code linux/neighbour.h NTF_} bits, such as {@code NTF_ROUTER}} */
    public int flags() {
        return flags;
    }

    /** {@return the program that created the entry ({@code NDA_PROTOCOL}); {@link RouteProtocol#UNSPEC} if the kernel reports none} */
    public RouteProtocol protocol() {
        return protocol;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Neighbor that
                && netns == that.netns
                && device.equals(that.device)
                && address.equals(that.address)
                && lladdr.equals(that.lladdr)
                && state.equals(that.state)
                && flags == that.flags
                && protocol.equals(that.protocol);
    }

    @Override
    public int hashCode() {
        int hash = netns.hashCode();
        hash = 31 * hash + device.hashCode();
        hash = 31 * hash + address.hashCode();
        hash = 31 * hash + lladdr.hashCode();
        hash = 31 * hash + state.hashCode();
        hash = 31 * hash + flags;
        return 31 * hash + protocol.hashCode();
    }

    @Override
    public String toString() {
        return "Neighbor[netns=" + netns + ", device=" + device + ", address=" + address + ", lladdr=" + lladdr
                + ", state=" + state + ", flags=" + flags + ", protocol=" + protocol + "]";
    }
}
