package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.core.kernel.Answers;
import meta.core.kernel.KernelPort;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/**
 * Finds out whether another pod has an address. The kernel says which namespace is at the other end of a device, and which addresses that namespace
 * has. Marks and names are not evidence.
 *
 * @param kernel both namespaces, or the host's alone
 */
public record OtherPods(KernelPort kernel) {

    /**
     * {@return who has the address, such as {@code the pod behind cali1 has this address}; empty if the device does not exist, has no other
     * end, leads to the call's own pod, or to a pod that does not have the address}
     *
     * <p>A pod whose addresses cannot be read counts as having the address.
     *
     * @param address the address
     * @param device a device of the host
     */
    public Optional<String> owner(IpAddress address, String device) {
        List<Request> requests = new ArrayList<>();
        requests.add(Request.get(LinkMessage.named(device)));
        if (kernel.has(Netns.POD)) {
            requests.add(Request.get(NamespaceIdMessage.ofDescriptor(kernel.descriptor(Netns.POD))));
        }
        List<Reply> replies = kernel.send(Netns.HOST, requests);
        for (LinkMessage found : Answers.of(LinkMessage.class, replies.getFirst())) {
            Integer namespaceId = found.peerNamespaceId();
            if (namespaceId != null && !isOwn(namespaceId, replies) && has(address, namespaceId)) {
                return Optional.of("the pod behind " + device + mark(found) + " has this address");
            }
        }
        return Optional.empty();
    }

    private static String mark(LinkMessage hostEnd) {
        String alias = hostEnd.alias();
        return alias == null || alias.isEmpty() ? "" : " (" + alias + ")";
    }

    private static boolean isOwn(Integer namespaceId, List<Reply> replies) {
        return replies.size() > 1
                && Answers.of(NamespaceIdMessage.class, replies.getLast()).stream()
                        .anyMatch(own -> namespaceId.equals(own.nsid()));
    }

    private boolean has(IpAddress address, int namespaceId) {
        Optional<Set<IpAddress>> addresses = new PeerAddresses(kernel).addresses(namespaceId);
        return addresses.isEmpty() || addresses.get().contains(address);
    }

    /** {@return the host's device that the host's route to this single address leads to; empty if there is no such route, or it is multipath} */
    public Optional<String> deviceOf(IpAddress address) {
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
}
