package meta.spi.net;

import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;

/** An address on a device ({@code ip address}). */
public final class Address implements NetworkObject {
    private final Netns netns;
    private final String device;
    private final IpAddress address;
    private final int prefixLength;
    private final RouteScope scope;
    private final AddressFlags flags;

    private Address(
            Netns netns, String device, IpAddress address, int prefixLength, RouteScope scope, AddressFlags flags) {
        this.netns = netns;
        this.device = device;
        this.address = address;
        this.prefixLength = prefixLength;
        this.scope = scope;
        this.flags = flags;
    }

    /** {@return an address with these properties, which have methods of the same names} */
    public static Address of(
            Netns netns, String device, IpAddress address, int prefixLength, RouteScope scope, AddressFlags flags) {
        return new Address(netns, device, address, prefixLength, scope, flags);
    }

    /** Identifies an address: the same address with another prefix length is another object. */
    public record Key(Netns netns, String device, IpAddress address, int prefixLength) implements ObjectKey {}

    /** {@return a permanent address of global scope} */
    public static Address of(Netns netns, String device, IpAddress address, int prefixLength) {
        return new Address(netns, device, address, prefixLength, RouteScope.UNIVERSE, AddressFlags.PERMANENT);
    }

    /**
     * {@return the address without duplicate address detection (RFC 4862 5.4), so that it can be used at once; unchanged for IPv4}
     */
    public Address withoutDad() {
        if (address.isIpv4()) {
            return this;
        }
        return new Address(netns, device, address, prefixLength, scope, flags.with(AddressFlags.NODAD));
    }

    /** {@return the subnet of the address} */
    public Prefix subnet() {
        return Prefix.containing(address, prefixLength);
    }

    /**
     * {@return whether others can reach a host by this address for as long as the host has it: unicast, not link-local, not
     * loopback, not temporary (RFC 8981) and not found to be a duplicate}
     */
    public boolean isStable() {
        return isLasting() && !flags.has(AddressFlags.DADFAILED);
    }

    /** {@return whether the address would be {@linkplain #isStable stable} if no other host had it} */
    public boolean isLasting() {
        boolean temporary = !address.isIpv4() && flags.has(AddressFlags.TEMPORARY); // on IPv4 the bit is "secondary"
        return address.isUnicast() && !address.isLinkLocal() && !address.isLoopback() && !temporary;
    }

    @Override
    public Key key() {
        return new Key(netns, device, address, prefixLength);
    }

    @Override
    public Netns netns() {
        return netns;
    }

    /** {@return the device's name} */
    public String device() {
        return device;
    }

    /** {@return the address itself} */
    public IpAddress address() {
        return address;
    }

    /** {@return the length of the subnet's prefix in bits, 0 to 32 or 0 to 128} */
    public int prefixLength() {
        return prefixLength;
    }

    /** {@return {@link RouteScope#UNIVERSE} for an address that is valid beyond its link} */
    public RouteScope scope() {
        return scope;
    }

    /** {@return the kernel's flags, such as {@code tentative}} */
    public AddressFlags flags() {
        return flags;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address that
                && netns == that.netns
                && device.equals(that.device)
                && address.equals(that.address)
                && prefixLength == that.prefixLength
                && scope.equals(that.scope)
                && flags.equals(that.flags);
    }

    @Override
    public int hashCode() {
        int hash = netns.hashCode();
        hash = 31 * hash + device.hashCode();
        hash = 31 * hash + address.hashCode();
        hash = 31 * hash + prefixLength;
        hash = 31 * hash + scope.hashCode();
        return 31 * hash + flags.hashCode();
    }

    @Override
    public String toString() {
        return "Address[netns=" + netns + ", device=" + device + ", address=" + address + ", prefixLength="
                + prefixLength + ", scope=" + scope + ", flags=" + flags + "]";
    }
}
