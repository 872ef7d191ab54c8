package meta.spi.net;

import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;

/** An IP address on a device ({@code ip address}). Immutable. */
public sealed interface Address extends NetworkObject {

    /** Identifies an address. The same IP address with another prefix length is another object. */
    record Key(Netns netns, String device, IpAddress address, int prefixLength) implements ObjectKey {}

    /** {@return an address with these values, whose {@link #isOfStep} is false} */
    static Address of(
            Netns netns, String device, IpAddress address, int prefixLength, RouteScope scope, AddressFlags flags) {
        return new PlainAddress(netns, device, address, prefixLength, scope, flags, false);
    }

    /** {@return an address of global scope that never expires} */
    static Address of(Netns netns, String device, IpAddress address, int prefixLength) {
        return of(netns, device, address, prefixLength, RouteScope.UNIVERSE, AddressFlags.PERMANENT);
    }

    /** {@return a copy that the kernel assigns without duplicate address detection (RFC 4862 5.4); unchanged for IPv4} */
    default Address withoutDad() {
        return address().isIpv4() ? this : with(flags().with(AddressFlags.NODAD), isOfStep());
    }

    /** {@return a copy with this value of {@link #isOfStep}} */
    default Address withOfStep(boolean isOfStep) {
        return with(flags(), isOfStep);
    }

    private Address with(AddressFlags flags, boolean isOfStep) {
        return new PlainAddress(netns(), device(), address(), prefixLength(), scope(), flags, isOfStep);
    }

    /** {@return the name of the device that has the address} */
    String device();

    /** {@return the IP address} */
    IpAddress address();

    /** {@return the prefix length of the subnet in bits: 0 to 32 for IPv4, 0 to 128 for IPv6} */
    int prefixLength();

    /** {@return the scope; {@link RouteScope#UNIVERSE} if the address is valid beyond the device's LAN} */
    RouteScope scope();

    /**
     * {@return the kernel's flags of the address, such as {@code tentative}; in a snapshot, an IPv4 address lacks {@code secondary}}
     *
     * <p>A planned address should have {@link AddressFlags#PERMANENT}, because the plugins create every address without an expiry time.
     */
    AddressFlags flags();

    /**
     * {@return whether a third-party step has added the address to a device of the pod for a purpose of its own, such as a virtual address}
     *
     * <p>Only a DEL counts such an address as an address of the NIC. The plugins set the property in the plans of third-party steps, except
     * for assigned addresses. The kernel stores it as the number {@link Ownership#PROTOCOL} in {@code IFA_PROTO}. With a kernel before
     * Linux 5.18, it is false for addresses that were read from the kernel.
     */
    boolean isOfStep();

    @Override
    default Key key() {
        return new Key(netns(), device(), address(), prefixLength());
    }

    /** {@return the subnet of the address, without host bits} */
    default Prefix subnet() {
        return Prefix.containing(address(), prefixLength());
    }

    /**
     * {@return whether the address is unicast, but not link-local, loopback or temporary (RFC 8981), and duplicate address detection has
     * not found it on another machine}
     *
     * <p>While the detection runs, the address counts as stable.
     */
    default boolean isStable() {
        return isLasting() && !flags().has(AddressFlags.DADFAILED);
    }

    /** {@return whether the address is {@linkplain #isStable stable}, apart from the result of duplicate address detection} */
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
