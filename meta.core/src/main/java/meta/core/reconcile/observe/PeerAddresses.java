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
import meta.core.kernel.ReplyMessages;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/** Reads the addresses in the namespaces of the peers of host devices, from the host by nsid ({@code IFA_TARGET_NETNSID}). */
public record PeerAddresses(KernelPort kernel) {

    /** {@return for each device the {@link #addresses} in the namespace of its peer; without devices for which these cannot be read} */
    public Map<String, Set<IpAddress>> named(Collection<String> names) {
        List<Request> requests = new ArrayList<>();
        for (String name : names) {
            requests.add(Request.get(LinkMessage.named(name)));
        }
        return of(ReplyMessages.of(LinkMessage.class, kernel, Netns.HOST, requests));
    }

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
     * {@return the addresses in the namespace; empty if the addresses cannot be read, or are more than a call may hold}
     *
     * @param nsid the nsid of the namespace, as the host uses it
     * @throws NetlinkException if the addresses cannot be read now, because of a shortage or {@code EIO}
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
                throw e; // the next call may be able to read them
            }
            return Optional.empty();
        }
    }
}
