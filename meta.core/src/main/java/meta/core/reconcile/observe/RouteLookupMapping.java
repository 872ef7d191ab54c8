package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.kernel.MessagesInReplies;
import meta.netlink.IpAddress;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.Reply;
import meta.spi.RouteLookup;

/**
 * Translates the kernel's replies to route lookups.
 *
 * @param links the devices to which the replies may refer, by index; {@code lo} can be missing
 */
record RouteLookupMapping(Map<Integer, LinkMessage> links) {
    static final int LOOPBACK = 1; // the index of lo in every namespace (LOOPBACK_IFINDEX)

    /**
     * {@return the results for the destinations, then the results for the picked sources} A rejected lookup of a destination becomes
     * {@link RouteLookup.Unreachable}. A rejected lookup of a picked source, and a reply without a known output device, have no result.
     *
     * @param replies the kernel's reply for each destination
     * @param pickedSources the replies to lookups of {@link RouteLookup#ALL_HOSTS} on one device each
     * @throws meta.netlink.socket.NetlinkException if the kernel could not answer a lookup for lack of a resource
     */
    List<RouteLookup> read(Map<IpAddress, Reply> replies, List<Reply> pickedSources) {
        List<RouteLookup> lookups = new ArrayList<>();
        for (Map.Entry<IpAddress, Reply> lookup : replies.entrySet()) {
            switch (lookup.getValue()) {
                case Reply.Rejected rejected -> {
                    MessagesInReplies.requireAnswer(rejected);
                    lookups.add(new RouteLookup.Unreachable(lookup.getKey(), rejected.errno()));
                }
                case Reply.Acknowledged accepted -> {
                    for (RouteMessage route : MessagesInReplies.of(RouteMessage.class, accepted)) {
                        found(lookup.getKey(), route).ifPresent(lookups::add);
                    }
                }
            }
        }
        for (Reply picked : pickedSources) {
            for (RouteMessage route : MessagesInReplies.of(RouteMessage.class, picked)) {
                found(RouteLookup.ALL_HOSTS, route).ifPresent(lookups::add);
            }
        }
        return lookups;
    }

    private Optional<RouteLookup> found(IpAddress destination, RouteMessage route) {
        Integer output = route.outputIndex();
        LinkMessage device = output == null ? null : links.get(output);
        boolean loopback = output != null && output == LOOPBACK;
        String name = device != null ? device.name() : loopback ? "lo" : null;
        if (name == null) {
            return Optional.empty();
        }
        IpAddress none = IpAddress.unspecified(destination.family());
        IpAddress source = route.preferredSource();
        IpAddress router = route.router();
        Integer deviceMtu = device == null ? null : device.mtu();
        Integer mtu = route.mtu() == null ? deviceMtu : route.mtu();
        return Optional.of(new RouteLookup.Found(
                destination,
                name,
                source == null ? none : source,
                router == null ? none : router,
                mtu == null ? 0 : mtu));
    }
}
