package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/**
 * Sysctls of a device or of a namespace: {@code struct netconfmsg} and its {@code NETCONFA_} attributes ({@code linux/netconf.h}).
 *
 * <p>Each attribute represents a sysctl below {@code net/ipv4/conf} or {@code net/ipv6/conf}. When a sysctl with an attribute changes, the kernel
 * sends a notification with this attribute alone. The notification of a new device contains all attributes. Sysctls without an attribute are
 * never reported.
 *
 * @param family {@link Family#IPV4} or {@link Family#IPV6}
 * @param ifindex the index of the device, {@link #ALL} or {@link #DEFAULT} ({@code NETCONFA_IFINDEX})
 * @param forwarding the sysctl {@code forwarding} ({@code NETCONFA_FORWARDING}); null if the message does not contain it
 * @param rpFilter the sysctl {@code rp_filter} ({@code NETCONFA_RP_FILTER}), IPv4 only; null if the message does not contain it
 * @param unknown all other attributes
 */
public record NetconfMessage(
        Family family,
        @Nullable Integer ifindex,
        @Nullable Integer forwarding,
        @Nullable Integer rpFilter,
        List<Attribute> unknown)
        implements NetlinkMessage {
    /** An {@code ifindex} for the sysctls below {@code conf/all} ({@code NETCONFA_IFINDEX_ALL}). */
    public static final int ALL = -1;

    /** An {@code ifindex} for the sysctls below {@code conf/default}, which apply to new devices ({@code NETCONFA_IFINDEX_DEFAULT}). */
    public static final int DEFAULT = -2;

    public NetconfMessage {
        unknown = List.copyOf(unknown);
    }

    /** {@return a query for the sysctls of a device, of {@link #ALL} or of {@link #DEFAULT}} */
    public static NetconfMessage of(Family family, int ifindex) {
        return new NetconfMessage(family, ifindex, null, null, List.of());
    }
}
