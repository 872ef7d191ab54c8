package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/**
 * Sysctls of a device or of a namespace: {@code struct netconfmsg} and its {@code NETCONFA_} attributes ({@code linux/netconf.h}).
 *
 * <p>Each attribute represents a sysctl below {@code net/ipv4/conf} or {@code net/ipv6/conf}. The kernel reports a changed sysctl with this attribute
 * alone, and a new device with all attributes.
 *
 * @param ifindex the index of the device, {@link #ALL} or {@link #DEFAULT}
 * @param forwarding null if the message does not contain the sysctl
 * @param rpFilter IPv4 only; null if the message does not contain the sysctl
 */
public record NetconfMessage(
        Family family,
        @Nullable Integer ifindex,
        @Nullable Integer forwarding,
        @Nullable Integer rpFilter,
        List<Attribute> unknown)
        implements NetlinkMessage {
    /** An {@code ifindex} for the sysctls below {@code conf/all}. */
    public static final int ALL = -1;

    /** An {@code ifindex} for the sysctls below {@code conf/default}, which apply to new devices. */
    public static final int DEFAULT = -2;

    public NetconfMessage {
        unknown = List.copyOf(unknown);
    }

    /** {@return a query for the sysctls of a device, of {@link #ALL} or of {@link #DEFAULT}} */
    public static NetconfMessage of(Family family, int ifindex) {
        return new NetconfMessage(family, ifindex, null, null, List.of());
    }
}
