package meta.spi.net;

import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;

/** An address on a device ({@code ip address}). */
public sealed interface Address extends NetworkObject {

    /** Identifies an address: the same address with another prefix length is another object. */
    record Key(Netns netns, String device, IpAddress address, int prefixLength) implements ObjectKey {}

    /** {@return an address with these properties, which have methods of the same names} */
    static Address of(
            Netns netns, String device, IpAddress address, int prefixLength, RouteScope scope, AddressFlags flags) {
        return new PlainAddress(netns, device, address, prefixLength, scope, flags, false);
    }

    /** {@return a permanent address of global scope} */
    static Address of(Netns netns, String device, IpAddress address, int prefixLength) {
        return of(netns, device, address, prefixLength, RouteScope.UNIVERSE, AddressFlags.PERMANENT);
    }

    /**
     * {@return the address without duplicate address detection (RFC 4862 5.4), so that it can be used at once; unchanged for IPv4}
     */
    default Address withoutDad() {
        return address().isIpv4() ? this : with(flags().with(AddressFlags.NODAD), isOfStep());
    }

    /** {@return the same address, {@linkplain #isOfStep added by a third-party step} or not} */
    default Address withOfStep(boolean isOfStep) {
        return with(flags(), isOfStep);
    }

    private Address with(AddressFlags flags, boolean isOfStep) {
        return new PlainAddress(netns(), device(), address(), prefixLength(), scope(), flags, isOfStep);
    }

    /** {@return the device's name} */
    String device();

    /** {@return the address itself} */
    IpAddress address();

    /** {@return the length of the subnet's prefix in bits, 0 to 32 or 0 to 128} */
    int prefixLength();

    /** {@return {@link RouteScope#UNIVERSE} for an address that is valid beyond its link} */
    RouteScope scope();

    /** {@return the kernel's flags, such as {@code tentative}} */
    AddressFlags flags();

    /**
     * {@return whether a third-party step has added the address for a purpose of its own} It is then no address of the NIC: it gets no routes, rules and
     * neighbours, in no call for any NIC of the pod. The kernel stores this as the number {@link Ownership#PROTOCOL} ({@code IFA_PROTO}), since
     * Linux 5.18. On an older kernel, the result is false for an address that exists.
     */
    boolean isOfStep();

    @Override
    default Key key() {
        return new Key(netns(), device(), address(), prefixLength());
    }

    /** {@return the subnet of the address} */
    default Prefix subnet() {
        return Prefix.containing(address(), prefixLength());
    }

    /**
     * {@return whether others can reach a host by this address for as long as the host has it: unicast, not link-local, not
     * loopback, not temporary (RFC 8981) and not found to be a duplicate}
     */
    default boolean isStable() {
        return isLasting() && !flags().has(AddressFlags.DADFAILED);
    }

    /** {@return whether the address would be {@linkplain #isStable stable} if no other host had it} */
    default boolean isLasting() {
        IpAddress address = address();
        boolean temporary = !address.isIpv4() && flags().has(AddressFlags.TEMPORARY); // on IPv4 the bit is "secondary"
        return address.isUnicast() && !address.isLinkLocal() && !address.isLoopback() && !temporary;
    }
}

record PlainAddress(
        Netns netns,
        String device,
        IpAddress address,
        int prefixLength,
        RouteScope scope,
        AddressFlags flags,
        boolean isOfStep)
        implements Address {}
