package meta.netlink.message;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.AddressFlags;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteScope;
import org.jspecify.annotations.Nullable;

/**
 * An address of a device: {@code struct ifaddrmsg} and its {@code IFA_} attributes ({@code linux/if_addr.h}).
 *
 * <p>On an ordinary device {@code local} and {@code address} are the same, and IPv6 tells only {@code address}. On a point-to-point
 * device {@code address} is the other side: {@link #own()} is the device's own in every case.
 *
 * @param family {@link Family#IPV4} or {@link Family#IPV6}
 * @param prefixLength 0 to 32 or 128
 * @param flags what is known of it; {@code IFA_FLAGS} and {@code ifa_flags} in one
 * @param scope how far away it can be reached from
 * @param ifindex the index of the device, 0 for any
 * @param address the address, or the other side's ({@code IFA_ADDRESS})
 * @param local the device's own ({@code IFA_LOCAL})
 * @param label the name that IPv4 addresses are listed under, up to 15 bytes ({@code IFA_LABEL})
 * @param cacheInfo how long it lives ({@code IFA_CACHEINFO})
 * @param unknown all other attributes
 */
public record AddressMessage(
        Family family,
        int prefixLength,
        AddressFlags flags,
        RouteScope scope,
        int ifindex,
        @Nullable IpAddress address,
        @Nullable IpAddress local,
        @Nullable String label,
        @Nullable CacheInfo cacheInfo,
        List<Attribute> unknown)
        implements NetlinkMessage {
    private static final int IFA_TARGET_NETNSID = 10; // linux/if_addr.h

    public AddressMessage {
        Ranges.requirePrefixLength("ifa_prefixlen", family, prefixLength);
        unknown = List.copyOf(unknown);
    }

    /** {@return what a request for every address of a family on a device says; index 0 for every device} */
    public static AddressMessage on(Family family, int ifindex) {
        return new AddressMessage(
                family, 0, AddressFlags.NONE, RouteScope.UNIVERSE, ifindex, null, null, null, null, List.of());
    }

    /** {@return an address that a device has or should have, with the length of the subnet it is in} */
    public static AddressMessage of(IpAddress own, int prefixLength, int ifindex) {
        return new AddressMessage(
                own.family(),
                prefixLength,
                AddressFlags.NONE,
                RouteScope.UNIVERSE,
                ifindex,
                own,
                own,
                null,
                null,
                List.of());
    }

    /**
     * {@return the same, asked of another namespace: the one that the socket's namespace knows by this id ({@code IFA_TARGET_NETNSID},
     * since Linux 4.20)}
     */
    public AddressMessage ofNamespace(int namespaceId) {
        List<Attribute> more = new ArrayList<>(unknown);
        more.add(Attribute.ofInt(IFA_TARGET_NETNSID, namespaceId));
        return new AddressMessage(family, prefixLength, flags, scope, ifindex, address, local, label, cacheInfo, more);
    }

    /** {@return the device's own address: {@code local}, and {@code address} where there is no such} */
    public @Nullable IpAddress own() {
        return local == null ? address : local;
    }

    public AddressMessage withFlags(AddressFlags newFlags) {
        return new AddressMessage(
                family, prefixLength, newFlags, scope, ifindex, address, local, label, cacheInfo, unknown);
    }

    public AddressMessage withScope(RouteScope newScope) {
        return new AddressMessage(
                family, prefixLength, flags, newScope, ifindex, address, local, label, cacheInfo, unknown);
    }
}
