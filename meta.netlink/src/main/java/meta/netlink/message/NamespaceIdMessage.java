package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/**
 * The nsid of a network namespace, which is the number that the namespace has in the socket's namespace: {@code struct rtgenmsg} and its
 * {@code NETNSA_} attributes ({@code linux/net_namespace.h}).
 *
 * @param family {@code AF_UNSPEC}
 * @param nsid 0 or more ({@code NETNSA_NSID}); in a reply, -1 if the namespace has no nsid; null in a request that contains {@code pid} or
 *     {@code fd} and asks for the nsid
 * @param pid the id of a process in the namespace ({@code NETNSA_PID}); requests only
 * @param fd a descriptor of the namespace ({@code NETNSA_FD}); requests only
 */
public record NamespaceIdMessage(
        Family family,
        @Nullable Integer nsid,
        @Nullable Integer pid,
        @Nullable Integer fd,
        List<Attribute> unknown) implements NetlinkMessage {

    public NamespaceIdMessage {
        unknown = List.copyOf(unknown);
    }

    /**
     * {@return a query for the nsid of a namespace}
     *
     * @param fd a descriptor of the namespace, which must stay open until the query is sent
     */
    public static NamespaceIdMessage ofDescriptor(int fd) {
        return new NamespaceIdMessage(Family.UNSPEC, null, null, fd, List.of());
    }

    /**
     * {@return a query whether a namespace has this nsid}
     *
     * <p>If no namespace has the nsid, the kernel rejects the query with {@code ENOENT}. Before Linux 5.0, the kernel rejects every such
     * query with {@code EINVAL}.
     */
    public static NamespaceIdMessage ofId(int nsid) {
        return new NamespaceIdMessage(Family.UNSPEC, nsid, null, null, List.of());
    }
}
