package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/**
 * Sysctls of a device or of a namespace: {@code struct netconfmsg} and its {@code NETCONFA_} attributes ({@code linux/netconf.h}).
 *
 * <p>Each attribute represents a sysctl below {@code net/ipv4/conf} or {@code net/ipv6/conf}. Other sysctls have no attribute. When one of them
 * changes, the kernel sends a notification that contains only that one. The notification of a new device contains all of them.
 *
 * @param family {@link Family#IPV4} or {@link Family#IPV6}
 * @param ifindex the index of the device, {@link #ALL} or {@link #DEFAULT} ({@code NETCONFA_IFINDEX})
 * @param forwarding the sysctl {@code forwarding} ({@code NETCONFA_FORWARDING})
 * @param rpFilter the sysctl {@code rp_filter} ({@code NETCONFA_RP_FILTER}); IPv4 only
 * @param unknown all other attributes
 */
public record NetconfMessage(
        Family family,
        @Nullable Integer ifindex,
        @Nullable Integer forwarding,
        @Nullable Integer rpFilter,
        List<Attribute> unknown)
        implements NetlinkMessage {
    /** In place of an index: the sysctls below {@code conf/all} ({@code NETCONFA_IFINDEX_ALL}). */
    public static final int ALL = -1;

    /** In place of an index: the sysctls below {@code conf/default}, which apply to new devices ({@code NETCONFA_IFINDEX_DEFAULT}). */
    public static final int DEFAULT = -2;

    public NetconfMessage {
        unknown = List.copyOf(unknown);
    }

    /** {@return a query for the sysctls of a device, of {@link #ALL} or of {@link #DEFAULT}} */
    public static NetconfMessage of(Family family, int ifindex) {
        return new NetconfMessage(family, ifindex, null, null, List.of());
    }
}
