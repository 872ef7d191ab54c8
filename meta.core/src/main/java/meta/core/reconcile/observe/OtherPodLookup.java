package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.kernel.KernelPort;
import meta.core.kernel.MessagesInReplies;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/**
 * Finds out whether another pod has an address. A device of the host leads to another pod if its peer is neither on the host nor in the
 * pod of this call. If this pod cannot be reached, it counts as another pod.
 *
 * <p>The methods throw {@link meta.netlink.socket.NetlinkException} if a reply does not arrive, or the kernel cannot answer for lack of a
 * resource or because of {@code EIO}. They throw {@link meta.netlink.message.MalformedMessageException} if a reply cannot be decoded.
 *
 * @param kernel the access to the host's namespace and, if the pod of this call can be reached, to the pod's namespace
 */
public record OtherPodLookup(KernelPort kernel) {

    /** The maximum number of route lookups that are sent together, to limit the memory for the replies. */
    private static final int AT_A_TIME = 1000;

    /** The kernel's nsid of a namespace that it is deleting ({@code NETNSA_NSID_NOT_ASSIGNED}). */
    private static final int BEING_DELETED = -1;

    /**
     * The namespace of the peer of a host device.
     *
     * @param name the name of the pod in errors, such as {@code the pod behind cali1}
     * @param addresses the addresses in the namespace; empty if they cannot be read
     */
    public record OtherPod(String name, Optional<Set<IpAddress>> addresses) {
        /** {@return whether the pod has the address, or its addresses cannot be read} */
        public boolean has(IpAddress address) {
            return addresses.isEmpty() || addresses.get().contains(address);
        }

        /** {@return an error text such as {@code the pod behind cali1 has this address}} */
        public String text() {
            return name + " has this address";
        }
    }

    /**
     * {@return the text of the other pod to which a device of the host leads, if {@link OtherPod#has} is true for it; otherwise empty}
     *
     * @param device the name of the device
     */
    public Optional<String> owner(IpAddress address, String device) {
        return behind(device).filter(pod -> pod.has(address)).map(OtherPod::text);
    }

    /** {@return the other pod to which a device of the host leads; empty if it leads to none, or if there is no such device} */
    public Optional<OtherPod> behind(String device) {
        List<Request> requests = new ArrayList<>();
        requests.add(Request.get(LinkMessage.named(device)));
        if (kernel.has(Netns.POD)) {
            requests.add(Request.get(NamespaceIdMessage.ofDescriptor(kernel.descriptor(Netns.POD))));
        }
        List<Reply> replies = kernel.send(Netns.HOST, requests);
        for (LinkMessage found : MessagesInReplies.of(LinkMessage.class, replies.getFirst())) {
            Integer nsid = found.peerNsid();
            if (nsid != null && nsid != BEING_DELETED && !isOwn(nsid, replies)) {
                return Optional.of(new OtherPod(
                        "the pod behind " + device + mark(found), new PeerNamespaceAddresses(kernel).addresses(nsid)));
            }
        }
        return Optional.empty();
    }

    private static String mark(LinkMessage hostEnd) {
        String alias = hostEnd.alias();
        return alias == null || alias.isEmpty() ? "" : " (" + alias + ")";
    }

    private static boolean isOwn(Integer nsid, List<Reply> replies) {
        return replies.size() > 1
                && MessagesInReplies.of(NamespaceIdMessage.class, replies.getLast()).stream()
                        .anyMatch(own -> nsid.equals(own.nsid()));
    }

    /**
     * {@return the name of the output device of the host's route to exactly an address ({@code /32} or {@code /128}), by address} An
     * address is left out if it is the node's own, or if a lookup finds no such route or no single device.
     */
    public Map<IpAddress, String> devicesOf(Collection<IpAddress> addresses) {
        Map<IpAddress, Integer> outputs = new LinkedHashMap<>();
        List<IpAddress> all = List.copyOf(addresses);
        for (int i = 0; i < all.size(); i += AT_A_TIME) {
            outputs.putAll(outputs(all.subList(i, Math.min(all.size(), i + AT_A_TIME))));
        }
        Map<Integer, String> names = names(new LinkedHashSet<>(outputs.values()));
        Map<IpAddress, String> devices = new LinkedHashMap<>();
        outputs.forEach((address, output) ->
                Optional.ofNullable(names.get(output)).ifPresent(device -> devices.put(address, device)));
        return devices;
    }

    private Map<IpAddress, Integer> outputs(List<IpAddress> addresses) {
        List<Request> requests = new ArrayList<>();
        for (IpAddress address : addresses) {
            RouteMessage lookup = RouteMessage.lookup(address);
            requests.add(Request.get(lookup.withFlags(lookup.flags() | RouteMessage.FIB_MATCH)));
        }
        Map<IpAddress, Integer> outputs = new LinkedHashMap<>();
        List<Reply> replies = kernel.send(Netns.HOST, requests);
        for (int i = 0; i < addresses.size(); i++) {
            for (RouteMessage route : MessagesInReplies.of(RouteMessage.class, replies.get(i))) {
                Integer output = route.outputIndex();
                if (output != null
                        && route.destinationPrefix().isSingle()
                        && !route.table().equals(RouteTable.LOCAL)) {
                    outputs.putIfAbsent(addresses.get(i), output);
                }
            }
        }
        return outputs;
    }

    private Map<Integer, String> names(Set<Integer> indices) {
        List<Request> requests = new ArrayList<>();
        indices.forEach(index -> requests.add(Request.get(LinkMessage.indexed(index))));
        Map<Integer, String> names = new HashMap<>();
        for (LinkMessage link : MessagesInReplies.of(LinkMessage.class, kernel, Netns.HOST, requests)) {
            String name = link.name();
            if (name != null) {
                names.put(link.ifindex(), name);
            }
        }
        return names;
    }
}
