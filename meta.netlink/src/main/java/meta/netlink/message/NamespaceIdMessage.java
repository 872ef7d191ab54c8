package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/**
 * The number that one network namespace knows another by: {@code struct rtgenmsg} and its {@code NETNSA_} attributes
 * ({@code linux/net_namespace.h}). It is what {@link LinkMessage#peerNamespaceId()} speaks of.
 *
 * @param family {@link Family#UNSPEC}
 * @param nsid the number, from 0; -1 where none is given yet ({@code NETNSA_NSID})
 * @param pid a process in the namespace that is meant ({@code NETNSA_PID}); requests only
 * @param fd a descriptor of the namespace that is meant ({@code NETNSA_FD}); requests only
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

    /** {@return the question by which number the namespace behind this descriptor is known here} */
    public static NamespaceIdMessage ofDescriptor(int fd) {
        return new NamespaceIdMessage(Family.UNSPEC, null, null, fd, List.of());
    }
}
