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
 * <p>{@code local} and {@code address} are equal, except on a point-to-point device, where {@code address} is the peer's. For an IPv6 address
 * without a peer the kernel sends only {@code address}. {@link #own()} is the device's own address in every case.
 *
 * @param family {@link Family#IPV4} or {@link Family#IPV6}; in a pattern also {@link Family#UNSPEC} for both
 * @param prefixLength the length of the subnet's prefix: 0 to 32 for IPv4, 0 to 128 for IPv6
 * @param flags its state; {@code IFA_FLAGS} and {@code ifa_flags} combined
 * @param scope where it is valid
 * @param ifindex the index of the device; in a pattern, 0 matches every device
 * @param address the device's address, or the peer's ({@code IFA_ADDRESS})
 * @param local the device's own address ({@code IFA_LOCAL})
 * @param label the label of an IPv4 address, up to 15 bytes ({@code IFA_LABEL})
 * @param cacheInfo its lifetimes ({@code IFA_CACHEINFO})
 * @param protocol the program that has added it ({@code IFA_PROTO}, since Linux 5.18), 0 to 255; 0 if unknown
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
        int protocol,
        List<Attribute> unknown)
        implements NetlinkMessage {
    private static final int IFA_TARGET_NETNSID = 10; // linux/if_addr.h

    public AddressMessage {
        Ranges.requirePrefixLength("ifa_prefixlen", family, prefixLength);
        Ranges.requireByte("IFA_PROTO", protocol);
        unknown = List.copyOf(unknown);
    }

    /** {@return a pattern for all addresses of a family on a device; index 0 matches every device} */
    public static AddressMessage on(Family family, int ifindex) {
        return new AddressMessage(
                family, 0, AddressFlags.NONE, RouteScope.UNIVERSE, ifindex, null, null, null, null, 0, List.of());
    }

    /** {@return an address of a device without a peer, with the prefix length of its subnet} */
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
                0,
                List.of());
    }

    /**
     * {@return the same pattern for the addresses in another namespace ({@code IFA_TARGET_NETNSID}, since Linux 4.20)}
     *
     * @param namespaceId the id that the other namespace has in the socket's namespace
     */
    public AddressMessage ofNamespace(int namespaceId) {
        List<Attribute> more = new ArrayList<>(unknown);
        more.add(Attribute.ofInt(IFA_TARGET_NETNSID, namespaceId));
        return new AddressMessage(
                family, prefixLength, flags, scope, ifindex, address, local, label, cacheInfo, protocol, more);
    }

    /** {@return the device's own address: {@code local}, or {@code address} if {@code local} is absent; null if both are absent} */
    public @Nullable IpAddress own() {
        return local == null ? address : local;
    }

    public AddressMessage withFlags(AddressFlags newFlags) {
        return new AddressMessage(
                family, prefixLength, newFlags, scope, ifindex, address, local, label, cacheInfo, protocol, unknown);
    }

    public AddressMessage withScope(RouteScope newScope) {
        return new AddressMessage(
                family, prefixLength, flags, newScope, ifindex, address, local, label, cacheInfo, protocol, unknown);
    }

    public AddressMessage withCacheInfo(CacheInfo newCacheInfo) {
        return new AddressMessage(
                family, prefixLength, flags, scope, ifindex, address, local, label, newCacheInfo, protocol, unknown);
    }

    public AddressMessage withProtocol(int newProtocol) {
        return new AddressMessage(
                family, prefixLength, flags, scope, ifindex, address, local, label, cacheInfo, newProtocol, unknown);
    }
}
