package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/**
 * Sysctls of a device or of a namespace: {@code struct netconfmsg} and its {@code NETCONFA_} attributes ({@code linux/netconf.h}).
 *
 * <p>{@code NETCONFA_IFINDEX} names the device. Each other attribute represents a sysctl below {@code net/ipv4/conf} or {@code
 * net/ipv6/conf}. When one of these sysctls changes, the kernel sends a message with the index and this sysctl. For a new device, the
 * kernel sends a message with all attributes.
 *
 * @param ifindex the index of the device, {@link #ALL} or {@link #DEFAULT}; null if the message does not contain {@code NETCONFA_IFINDEX}
 * @param forwarding null if the message does not contain the sysctl
 * @param rpFilter IPv4 only; null if the message does not contain the sysctl
 * @param unknown the attributes that this record has no component for, in the order of the message
 */
public record NetconfMessage(
        Family family,
        @Nullable Integer ifindex,
        @Nullable Integer forwarding,
        @Nullable Integer rpFilter,
        List<Attribute> unknown)
        implements NetlinkMessage {
    /** The {@code ifindex} that stands for the sysctls below {@code conf/all}. */
    public static final int ALL = -1;

    /** The {@code ifindex} that stands for the sysctls below {@code conf/default}, whose values new devices receive. */
    public static final int DEFAULT = -2;

    public NetconfMessage {
        unknown = List.copyOf(unknown);
    }

    /**
     * {@return a query for the sysctls of a device}
     *
     * @param ifindex the index of the device, {@link #ALL} or {@link #DEFAULT}
     */
    public static NetconfMessage of(Family family, int ifindex) {
        return new NetconfMessage(family, ifindex, null, null, List.of());
    }
}
