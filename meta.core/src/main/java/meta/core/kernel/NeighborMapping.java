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
 * Neighbour entries as messages.
 *
 * @param netns the namespace that they are in
 * @param devices the devices that are known there
 */
public record NeighborMapping(Netns netns, Devices devices) {

    /**
     * {@return the neighbour; empty where its device or its link-layer address is not known, or it follows from the address itself, as
     * a multicast address's does}
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
        return Optional.of(new Neighbor(
                netns,
                device.get(),
                address,
                lladdr,
                message.state(),
                message.flags(),
                protocol == null ? RouteProtocol.UNSPEC : protocol));
    }

    /** {@return the entry; one that the kernel was probing is written as stale, and the kernel probes when it needs it} */
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

    /** {@return what names the entry, to take it away} */
    public NeighborMessage name(Neighbor neighbor) {
        return NeighborMessage.at(neighbor.address(), devices.index(neighbor.device()));
    }
}
