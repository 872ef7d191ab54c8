package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/**
 * The id that one network namespace has in another: {@code struct rtgenmsg} and its {@code NETNSA_} attributes
 * ({@code linux/net_namespace.h}). {@link LinkMessage#peerNamespaceId()} is such an id.
 *
 * @param family {@link Family#UNSPEC}
 * @param nsid the id, 0 or more; -1 in a reply if the namespace has no id ({@code NETNSA_NSID})
 * @param pid a process in the namespace ({@code NETNSA_PID}); requests only
 * @param fd a descriptor of the namespace ({@code NETNSA_FD}); requests only
 * @param unknown all other attributes
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

    /** {@return a query for the id of the namespace that a descriptor refers to} */
    public static NamespaceIdMessage ofDescriptor(int fd) {
        return new NamespaceIdMessage(Family.UNSPEC, null, null, fd, List.of());
    }

    /** {@return a query whether a namespace has this id; if none has, the kernel rejects it with {@code ENOENT} (since Linux 4.20)} */
    public static NamespaceIdMessage ofId(int nsid) {
        return new NamespaceIdMessage(Family.UNSPEC, nsid, null, null, List.of());
    }
}
