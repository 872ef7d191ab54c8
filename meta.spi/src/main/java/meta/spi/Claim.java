package meta.spi;

import meta.netlink.IpAddress;
import meta.spi.net.Netns;

/** An address of a device, for probes ({@link Plan.Probe}) and announcements ({@link Plan.Announce}) on its link. */
public sealed interface Claim {

    /** {@return a claim with these properties, which have methods of the same names} */
    static Claim of(Netns netns, String device, IpAddress address) {
        return new PlainClaim(netns, device, address);
    }

    /** {@return the namespace of the device} */
    Netns netns();

    /** {@return the device's name} */
    String device();

    /** {@return the address, which the device need not have yet} */
    IpAddress address();
}

record PlainClaim(Netns netns, String device, IpAddress address) implements Claim {}
