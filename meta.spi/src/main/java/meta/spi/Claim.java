package meta.spi;

import meta.netlink.IpAddress;
import meta.spi.net.Netns;

/**
 * An IP address and the device on whose link packets about the address are sent: probes ({@link Plan.Probe}), announcements
 * ({@link Plan.Announce}) and requests for an expected answer ({@link Plan.Expect}).
 */
public sealed interface Claim {

    /** {@return a claim with these values; the methods of the same names describe them} */
    static Claim of(Netns netns, String device, IpAddress address) {
        return new PlainClaim(netns, device, address);
    }

    /** {@return the namespace of the device} */
    Netns netns();

    /** {@return the device's name} */
    String device();

    /** {@return the address; for a probe, the device need not have it yet; for an expected answer, the address is another host's} */
    IpAddress address();
}

record PlainClaim(Netns netns, String device, IpAddress address) implements Claim {}
