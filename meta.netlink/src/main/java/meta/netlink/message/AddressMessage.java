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
 * <p>{@code local} and {@code address} are equal, except on a point-to-point device, where {@code address} is the peer's address. For an IPv6
 * address without a peer, the kernel sends only {@code address}. {@link #own()} is the device's own address in every case.
 *
 * @param family {@link Family#IPV4} or {@link Family#IPV6}; {@link Family#UNSPEC} in a dump request for all families
 * @param prefixLength the length of the subnet's prefix: 0 to 32 for IPv4, 0 to 128 for IPv6
 * @param flags the flags of the address; {@code IFA_FLAGS} and {@code ifa_flags} combined
 * @param scope the scope in which the address is valid
 * @param ifindex the index of the device; 0 in a dump request for all devices
 * @param address the device's own address, or the peer's on a point-to-point device ({@code IFA_ADDRESS})
 * @param local the device's own address ({@code IFA_LOCAL})
 * @param label the label of an IPv4 address, up to 15 bytes ({@code IFA_LABEL})
 * @param cacheInfo the lifetimes of the address ({@code IFA_CACHEINFO}); null in a request for unlimited lifetimes
 * @param protocol the number of the program that has added the address ({@code IFA_PROTO}, since Linux 5.18), 0 to 255; 0 if unknown
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
        FieldRangeCheck.requirePrefixLength("ifa_prefixlen", family, prefixLength);
        FieldRangeCheck.requireByte("IFA_PROTO", protocol);
        unknown = List.copyOf(unknown);
    }

    /**
     * {@return the message for a dump of addresses}
     *
     * @param family the family of the addresses; {@link Family#UNSPEC} for all families
     * @param ifindex the index of the device; 0 for all devices
     */
    public static AddressMessage on(Family family, int ifindex) {
        return new AddressMessage(
                family, 0, AddressFlags.NONE, RouteScope.UNIVERSE, ifindex, null, null, null, null, 0, List.of());
    }

    /**
     * {@return an address without a peer, for example to add it to a device}
     *
     * @param own the address
     * @param prefixLength the prefix length of the address's subnet
     * @param ifindex the index of the device
     */
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
     * {@return a copy of this dump request for the addresses in another namespace ({@code IFA_TARGET_NETNSID}, since Linux 4.20)}
     *
     * @param nsid the nsid of the other namespace in the socket's namespace
     */
    public AddressMessage ofNamespace(int nsid) {
        List<Attribute> more = new ArrayList<>(unknown);
        more.add(Attribute.ofInt(IFA_TARGET_NETNSID, nsid));
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
