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
 * <p>{@code local} and {@code address} are equal, except on a point-to-point device, where {@code address} is the peer's address. For an IPv6 address
 * without a peer, the kernel sends only {@code address}.
 *
 * @param flags {@code IFA_FLAGS} and {@code ifa_flags} combined
 * @param ifindex 0 in a dump request for all devices
 * @param label up to 15 bytes, IPv4 only ({@code IFA_LABEL})
 * @param cacheInfo null in a request for unlimited lifetimes
 * @param protocol the number of the program that has added the address ({@code IFA_PROTO}, since Linux 5.18), 0 to 255; 0 if unknown
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

    /** {@return the message for a dump of addresses} */
    public static AddressMessage on(Family family, int ifindex) {
        return new AddressMessage(
                family, 0, AddressFlags.NONE, RouteScope.UNIVERSE, ifindex, null, null, null, null, 0, List.of());
    }

    /** {@return an address without a peer} */
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

    /** {@return the device's own address; null if both {@code local} and {@code address} are absent} */
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
