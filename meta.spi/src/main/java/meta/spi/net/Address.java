package meta.spi.net;

import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;

/** An address on a device ({@code ip address}). */
public sealed interface Address extends NetworkObject {

    /** Identifies an address: the same address with another prefix length is another object. */
    record Key(Netns netns, String device, IpAddress address, int prefixLength) implements ObjectKey {}

    /** {@return an address with these values} */
    static Address of(
            Netns netns, String device, IpAddress address, int prefixLength, RouteScope scope, AddressFlags flags) {
        return new PlainAddress(netns, device, address, prefixLength, scope, flags, false);
    }

    /** {@return a permanent address of global scope} */
    static Address of(Netns netns, String device, IpAddress address, int prefixLength) {
        return of(netns, device, address, prefixLength, RouteScope.UNIVERSE, AddressFlags.PERMANENT);
    }

    /** {@return the address without duplicate address detection (RFC 4862 5.4); unchanged for IPv4} */
    default Address withoutDad() {
        return address().isIpv4() ? this : with(flags().with(AddressFlags.NODAD), isOfStep());
    }

    /** {@return the address with this value of {@link #isOfStep}} */
    default Address withOfStep(boolean isOfStep) {
        return with(flags(), isOfStep);
    }

    private Address with(AddressFlags flags, boolean isOfStep) {
        return new PlainAddress(netns(), device(), address(), prefixLength(), scope(), flags, isOfStep);
    }

    /** {@return the device's name} */
    String device();

    /** {@return the IP address} */
    IpAddress address();

    /** {@return the length of the subnet's prefix in bits, 0 to 32 or 0 to 128} */
    int prefixLength();

    /** {@return {@link RouteScope#UNIVERSE} for an address that is valid beyond its link} */
    RouteScope scope();

    /** {@return the kernel's flags, such as {@code tentative}} */
    AddressFlags flags();

    /**
     * {@return whether a third-party step has added the address for a purpose of its own}
     *
     * <p>Such an address does not count as an address of the NIC. Since Linux 5.18, the kernel stores this property as the number
     * {@link Ownership#PROTOCOL} ({@code IFA_PROTO}). On an older kernel, the result is false for each address that exists.
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

    /** {@return whether the address is unicast, not link-local, not loopback, not temporary (RFC 8981) and not found to be a duplicate} */
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
