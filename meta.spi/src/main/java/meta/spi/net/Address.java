package meta.spi.net;

import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;

/**
 * An address on a device ({@code ip address}).
 *
 * @param netns where the device is
 * @param device the device's name
 * @param address the address itself
 * @param prefixLength how many bits its subnet shares: 0 to 32 or 0 to 128
 * @param scope {@link RouteScope#UNIVERSE} for an address that is valid beyond its link
 * @param flags what the kernel says of it, such as {@code tentative}
 */
public record Address(
        Netns netns, String device, IpAddress address, int prefixLength, RouteScope scope, AddressFlags flags)
        implements NetworkObject {

    /** The kernel takes the same address with another prefix length for another one. */
    public record Key(Netns netns, String device, IpAddress address, int prefixLength) implements ObjectKey {}

    /** {@return a permanent address of global scope} */
    public static Address of(Netns netns, String device, IpAddress address, int prefixLength) {
        return new Address(netns, device, address, prefixLength, RouteScope.UNIVERSE, AddressFlags.PERMANENT);
    }

    /**
     * {@return the same address, in use at once instead of after duplicate address detection (RFC 4862 5.4), which IPv4 has not}
     */
    public Address withoutDad() {
        if (address.isIpv4()) {
            return this;
        }
        return new Address(netns, device, address, prefixLength, scope, flags.with(AddressFlags.NODAD));
    }

    /** {@return the block that holds the addresses of its subnet} */
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
