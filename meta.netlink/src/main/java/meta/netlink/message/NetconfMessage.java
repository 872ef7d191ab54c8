package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import org.jspecify.annotations.Nullable;

/**
 * Sysctls below {@code net/ipv4/conf} or {@code net/ipv6/conf}: {@code struct netconfmsg} and its {@code NETCONFA_} attributes ({@code
 * linux/netconf.h}).
 *
 * @param ifindex the index of the device, {@link #ALL} or {@link #DEFAULT}
 * @param rpFilter IPv4 only
 */
public record NetconfMessage(
        Family family,
        @Nullable Integer ifindex,
        @Nullable Integer forwarding,
        @Nullable Integer rpFilter,
        List<Attribute> unknown)
        implements NetlinkMessage {
    /** The {@code ifindex} for {@code conf/all}. */
    public static final int ALL = -1;

    /** The {@code ifindex} for {@code conf/default}, whose values new devices receive. */
    public static final int DEFAULT = -2;

    public NetconfMessage {
        unknown = List.copyOf(unknown);
    }

    /** {@return a query for the sysctls of a device, {@link #ALL} or {@link #DEFAULT}} */
    public static NetconfMessage of(Family family, int ifindex) {
        return new NetconfMessage(family, ifindex, null, null, List.of());
    }
}
