package meta.core.kernel;

import java.util.List;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;
import meta.netlink.message.NeighborMessage;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;

/**
 * Translates neighbour entries from and to netlink messages.
 *
 * @param netns the namespace of the entries
 * @param devices the devices of that namespace
 */
public record NeighborMapping(Netns netns, Devices devices) {

    /**
     * {@return the neighbour entry; empty if the message has no IP address or no link-layer address, {@code devices} does not contain its
     * device, or its state is {@code NOARP}} The kernel itself creates entries in state {@code NOARP}.
     */
    public Optional<Neighbor> read(NeighborMessage message) {
        Optional<String> device = devices.name(message.ifindex());
        IpAddress address = message.destination();
        MacAddress lladdr = message.lladdr();
        boolean derived = message.state().has(NudState.NOARP);
        if (address == null || lladdr == null || derived || device.isEmpty()) {
            return Optional.empty();
        }
        RouteProtocol protocol = message.protocol();
        return Optional.of(Neighbor.of(
                netns,
                device.get(),
                address,
                lladdr,
                message.state(),
                message.flags(),
                protocol == null ? RouteProtocol.UNSPEC : protocol));
    }

    /**
     * {@return the message that creates or replaces the entry} An entry that is not permanent is written as stale: the kernel verifies it
     * when it is next used.
     *
     * @throws IllegalArgumentException if {@code devices} does not contain the device
     */
    public NeighborMessage write(Neighbor neighbor) {
        boolean permanent = neighbor.state().has(NudState.PERMANENT);
        RouteProtocol protocol = neighbor.protocol();
        return new NeighborMessage(
                neighbor.address().family(),
                devices.index(neighbor.device()),
                permanent ? NudState.PERMANENT : NudState.STALE,
                neighbor.flags(),
                0,
                neighbor.address(),
                neighbor.lladdr(),
                protocol.equals(RouteProtocol.UNSPEC) ? null : protocol,
                List.of());
    }

    /**
     * {@return the message that deletes the entry}
     *
     * @throws IllegalArgumentException if {@code devices} does not contain the device
     */
    public NeighborMessage deletion(Neighbor neighbor) {
        return NeighborMessage.at(neighbor.address(), devices.index(neighbor.device()));
    }
}
