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
import meta.core.kernel.Answers;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/**
 * Reads the addresses in the namespaces of the peers of host devices. They are read from the host by the id of the namespace ({@code
 * IFA_TARGET_NETNSID}).
 *
 * @param kernel the host's namespace
 */
public record PeerAddresses(KernelPort kernel) {

    /**
     * {@return for each device the addresses in the namespace of its peer; devices without a peer in another namespace, or with one whose addresses
     * cannot be read, are left out}
     *
     * @throws NetlinkException if they cannot be read now, because of a shortage or {@code EIO}
     */
    public Map<String, Set<IpAddress>> named(Collection<String> names) {
        List<Request> requests = new ArrayList<>();
        for (String name : names) {
            requests.add(Request.get(LinkMessage.named(name)));
        }
        return of(Answers.of(LinkMessage.class, kernel, Netns.HOST, requests));
    }

    /** {@return the result of {@link #named} for devices that are already known} */
    Map<String, Set<IpAddress>> of(List<LinkMessage> links) {
        Map<String, Set<IpAddress>> addresses = new HashMap<>();
        for (LinkMessage link : links) {
            Integer namespaceId = link.peerNamespaceId();
            String name = link.name();
            if (namespaceId != null && name != null) {
                addresses(namespaceId).ifPresent(found -> addresses.put(name, found));
            }
        }
        return addresses;
    }

    /**
     * {@return the addresses in the namespace; empty if they cannot be read, or are too many for a call}
     *
     * @throws NetlinkException if they cannot be read now, because of a shortage or {@code EIO}
     */
    Optional<Set<IpAddress>> addresses(int namespaceId) {
        try {
            return Optional.of(new HashSet<>(new BoundedDump<>(
                            "addresses of a pod",
                            AddressMessage.class,
                            AddressMessage.on(Family.UNSPEC, 0).ofNamespace(namespaceId),
                            message -> Optional.ofNullable(message.own()))
                    .from(kernel, Netns.HOST)));
        } catch (CallFailedException e) {
            return Optional.empty();
        } catch (NetlinkException e) {
            if (e.errno().isShortage() || e.errno().equals(Errno.EIO)) {
                throw e; // the next call may be able to read them
            }
            return Optional.empty();
        }
    }
}
