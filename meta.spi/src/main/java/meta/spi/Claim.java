package meta.spi;

import meta.netlink.IpAddress;
import meta.spi.net.Netns;

/**
 * An IP address, and the device that sends ARP or neighbour discovery packets about it ({@link Plan.Probe}, {@link Plan.Expect},
 * {@link Plan.Announce}).
 */
public sealed interface Claim {

    /** {@return a claim with these values} */
    static Claim of(Netns netns, String device, IpAddress address) {
        return new PlainClaim(netns, device, address);
    }

    /** {@return the namespace of the device} */
    Netns netns();

    /** {@return the device's name} */
    String device();

    /** {@return the address that the packets are about; the device need not have it} */
    IpAddress address();
}

record PlainClaim(Netns netns, String device, IpAddress address) implements Claim {}
