package meta.spi.net;

import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;

/**
 * An address on a device ({@code ip address}).
 *
 * @param netns the namespace of the device
 * @param device the device's name
 * @param address the address itself
 * @param prefixLength the length of the subnet's prefix in bits, 0 to 32 or 0 to 128
 * @param scope {@link RouteScope#UNIVERSE} for an address that is valid beyond its link
 * @param flags the kernel's flags, such as {@code tentative}
 */
public record Address(
        Netns netns, String device, IpAddress address, int prefixLength, RouteScope scope, AddressFlags flags)
        implements NetworkObject {

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
}
