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
 * <p>An address can have a peer, for example on a point-to-point device. Then {@code local} is the device's own address, and {@code address} is the
 * address of the peer. Without a peer, {@code local} and {@code address} are equal, except in the kernel's messages for IPv6, which then contain only
 * {@code address}.
 *
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 * @param flags the flags in {@code IFA_FLAGS}; without this attribute, the flags in {@code ifa_flags}
 * @param scope the area in which the address is valid: for example everywhere, on the link, or on the host ({@code ifa_scope})
 * @param ifindex the index of the device; 0 in a dump request for all devices
 * @param address null if the message does not contain {@code IFA_ADDRESS}
 * @param local null if the message does not contain {@code IFA_LOCAL}
 * @param label up to 15 bytes, IPv4 only ({@code IFA_LABEL}); null if the message does not contain it
 * @param cacheInfo the lifetimes of the address; null if the message does not contain {@code IFA_CACHEINFO}, which stands for unlimited
 *     lifetimes in a request
 * @param protocol the origin of the address, 0 to 255 ({@code IFA_PROTO}, values {@code IFAPROT_}, since Linux 5.18); 0 if not specified
 * @param unknown the attributes that this record has no component for, in the order of the message
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
     * {@return the message for a dump of the addresses of a device}
     *
     * @param family {@link Family#UNSPEC} for the addresses of all families
     * @param ifindex the index of the device; 0 for all devices
     */
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
     * {@return a copy of this dump request that asks for the addresses in another namespace ({@code IFA_TARGET_NETNSID}, since Linux 4.20)}
     *
     * @param nsid the nsid that the other namespace has in the socket's namespace
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
