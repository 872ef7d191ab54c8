package meta.spi;

import meta.netlink.IpAddress;
import meta.spi.net.Netns;

/** An IP address and the device on whose link packets about the address are sent. */
public sealed interface Claim {

    /** {@return a claim with these values} */
    static Claim of(Netns netns, String device, IpAddress address) {
        return new PlainClaim(netns, device, address);
    }

    /** {@return the namespace of the device} */
    Netns netns();

    /** {@return the device's name} */
    String device();

    /** {@return the address, which the device need not have} */
    IpAddress address();
}

record PlainClaim(Netns netns, String device, IpAddress address) implements Claim {}
