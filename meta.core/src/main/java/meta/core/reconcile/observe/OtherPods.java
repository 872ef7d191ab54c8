package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Link;
import meta.spi.net.Netns;

/**
 * Whether a device of the host leads to another pod that has an address. The kernel says where a device leads, and what the namespace
 * there has: no mark and no name is believed.
 *
 * @param kernel both namespaces
 */
public record OtherPods(KernelPort kernel) {

    /**
     * {@return the host's device, where another namespace than the call's pod is behind it, and has the address or does not tell; empty
     * where the device has gone, leads nowhere, or to a pod that does not have the address any more}
     */
    public Optional<Link> holder(IpAddress address, String device) {
        List<Request> requests = new ArrayList<>();
        requests.add(Request.get(LinkMessage.named(device)));
        if (kernel.has(Netns.POD)) {
            requests.add(Request.get(NamespaceIdMessage.ofDescriptor(kernel.descriptor(Netns.POD))));
        }
        List<Reply> replies = kernel.send(Netns.HOST, requests);
        for (LinkMessage found : Answers.of(LinkMessage.class, replies.getFirst())) {
            Integer there = found.peerNamespaceId();
            if (there != null && !isOwn(there, replies) && has(address, there)) {
                return Optional.of(LinkMapping.read(found, Netns.HOST, ""));
            }
        }
        return Optional.empty();
    }

    /** {@return the host's device that a route for this address alone leads to; empty where there is none, or more than one device} */
    public Optional<String> way(IpAddress address) {
        RouteMessage lookup = RouteMessage.lookup(address);
        Request entry = Request.get(lookup.withFlags(lookup.flags() | RouteMessage.FIB_MATCH));
        for (RouteMessage route : Answers.of(RouteMessage.class, kernel, Netns.HOST, List.of(entry))) {
            Integer output = route.outputIndex();
            if (output != null
                    && route.destinationPrefix().isSingle()
                    && !route.table().equals(RouteTable.LOCAL)) {
                for (LinkMessage link : Answers.of(
                        LinkMessage.class, kernel, Netns.HOST, List.of(Request.get(LinkMessage.indexed(output))))) {
                    return Optional.ofNullable(link.name());
                }
            }
        }
        return Optional.empty();
    }

    /** {@return who is behind a host's device, in words that a user can look for} */
    public static String inWords(Link hostEnd) {
        return "the pod behind " + hostEnd.name() + (hostEnd.alias().isEmpty() ? "" : " (" + hostEnd.alias() + ")");
    }

    private static boolean isOwn(Integer namespaceId, List<Reply> replies) {
        return replies.size() > 1
                && Answers.of(NamespaceIdMessage.class, replies.getLast()).stream()
                        .anyMatch(own -> namespaceId.equals(own.nsid()));
    }

    private boolean has(IpAddress address, int namespaceId) {
        Optional<Set<IpAddress>> behind = new PeerAddresses(kernel).addresses(namespaceId);
        return behind.isEmpty() || behind.get().contains(address);
    }
}
