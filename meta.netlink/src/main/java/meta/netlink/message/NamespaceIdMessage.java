package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/**
 * The nsid of a network namespace in the socket's namespace: {@code struct rtgenmsg} and its {@code NETNSA_} attributes ({@code
 * linux/net_namespace.h}).
 *
 * @param nsid 0 or more; in a reply, -1 if the namespace has no nsid; null in a query by {@code pid} or {@code fd}
 * @param pid the id of a process in the namespace; requests only
 * @param fd a descriptor of the namespace; requests only
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
     * <p>The kernel rejects the query with {@code ENOENT} if no namespace has the nsid; before Linux 5.0, it rejects every such query with
     * {@code EINVAL}.
     */
    public static NamespaceIdMessage ofId(int nsid) {
        return new NamespaceIdMessage(Family.UNSPEC, nsid, null, null, List.of());
    }
}
