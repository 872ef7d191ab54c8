package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.cni.CallFailedException;
import meta.core.kernel.KernelPort;
import meta.core.kernel.MessagesInReplies;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/**
 * Reads the addresses in the namespace that contains the peer of a host device, without entering that namespace
 * ({@code IFA_TARGET_NETNSID}).
 */
public record PeerNamespaceAddresses(KernelPort kernel) {

    /**
     * {@return for each host device with one of the names, the addresses in the namespace of its peer} A device is left out if it does
     * not exist, its peer is not in another namespace, or {@link #addresses} is empty for its peer's namespace.
     *
     * @throws NetlinkException as for {@link #addresses}
     * @throws meta.netlink.message.MalformedMessageException if a reply cannot be decoded
     */
    public Map<String, Set<IpAddress>> named(Collection<String> names) {
        List<Request> requests = new ArrayList<>();
        for (String name : names) {
            requests.add(Request.get(LinkMessage.named(name)));
        }
        return of(MessagesInReplies.of(LinkMessage.class, kernel, Netns.HOST, requests));
    }

    /** {@return the same as {@link #named}, for links that were already read} */
    Map<String, Set<IpAddress>> of(List<LinkMessage> links) {
        Map<String, Set<IpAddress>> addresses = new HashMap<>();
        for (LinkMessage link : links) {
            Integer nsid = link.peerNsid();
            String name = link.name();
            if (nsid != null && name != null) {
                addresses(nsid).ifPresent(found -> addresses.put(name, found));
            }
        }
        return addresses;
    }

    /**
     * {@return the addresses in a namespace; empty if the kernel refuses them, the socket fails, or they use up the {@link ObjectLimit}}
     *
     * @param nsid the nsid of the namespace in the host's namespace
     * @throws NetlinkException if a reply does not arrive in time, or the errno is {@code EIO} or stands for lack of a resource
     */
    Optional<Set<IpAddress>> addresses(int nsid) {
        try {
            return Optional.of(new HashSet<>(new BoundedDump<>(
                            "addresses of a pod",
                            AddressMessage.class,
                            AddressMessage.on(Family.UNSPEC, 0).ofNamespace(nsid),
                            message -> Optional.ofNullable(message.own()))
                    .from(kernel, Netns.HOST)));
        } catch (CallFailedException e) {
            return Optional.empty();
        } catch (NetlinkException e) {
            if (e.errno().isShortage() || e.errno().equals(Errno.EIO)) {
                throw e; // a later call may be able to read the addresses
            }
            return Optional.empty();
        }
    }
}
