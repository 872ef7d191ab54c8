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
 * <p>With a peer, {@code local} is the device's own address, and {@code address} is the peer's. Without a peer, both are equal, but {@code
 * local} is null in the kernel's messages for IPv6.
 *
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 * @param flags {@code IFA_FLAGS}; without this attribute, {@code ifa_flags}
 * @param ifindex the index of the device; 0 in a dump request for all devices
 * @param label up to 15 bytes, IPv4 only
 * @param cacheInfo the lifetimes; null stands for unlimited lifetimes in a request
 * @param protocol the origin of the address, 0 to 255 ({@code IFAPROT_}, since Linux 5.18); 0 if not specified
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

    /** {@return the message for a dump of addresses; {@link Family#UNSPEC} stands for all families, index 0 for all devices} */
    public static AddressMessage on(Family family, int ifindex) {
        return new AddressMessage(
                family, 0, AddressFlags.NONE, RouteScope.UNIVERSE, ifindex, null, null, null, null, 0, List.of());
    }

    /** {@return an address without a peer and without flags, with an unlimited lifetime and the scope {@link RouteScope#UNIVERSE}} */
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
     * {@return a copy of this dump request for another namespace ({@code IFA_TARGET_NETNSID}, since Linux 4.20)}
     *
     * @param nsid the other namespace's nsid in the socket's namespace
     */
    public AddressMessage ofNamespace(int nsid) {
        List<Attribute> more = new ArrayList<>(unknown);
        more.add(Attribute.ofInt(IFA_TARGET_NETNSID, nsid));
        return new AddressMessage(
                family, prefixLength, flags, scope, ifindex, address, local, label, cacheInfo, protocol, more);
    }

    /** {@return the device's own address; null if both addresses are absent} */
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
