package meta.spi;

import meta.netlink.IpAddress;
import meta.spi.net.Netns;

/** An address of a device, for probes ({@link Plan.Probe}) and announcements ({@link Plan.Announce}) on its link. */
public final class Claim {
    private final Netns netns;
    private final String device;
    private final IpAddress address;

    private Claim(Netns netns, String device, IpAddress address) {
        this.netns = netns;
        this.device = device;
        this.address = address;
    }

    /** {@return a claim with these properties, which have methods of the same names} */
    public static Claim of(Netns netns, String device, IpAddress address) {
        return new Claim(netns, device, address);
    }

    /** {@return the namespace of the device} */
    public Netns netns() {
        return netns;
    }

    /** {@return the device's name} */
    public String device() {
        return device;
    }

    /** {@return the address, which the device need not have yet} */
    public IpAddress address() {
        return address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Claim that
                && netns == that.netns
                && device.equals(that.device)
                && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        int hash = netns.hashCode();
        hash = 31 * hash + device.hashCode();
        return 31 * hash + address.hashCode();
    }

    @Override
    public String toString() {
        return "Claim[netns=" + netns + ", device=" + device + ", address=" + address + "]";
    }
}
