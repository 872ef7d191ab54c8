package meta.spi;

import meta.netlink.IpAddress;
import meta.spi.net.Netns;

/**
 * An address of a device, for probes ({@link Plan.Probe}) and announcements ({@link Plan.Announce}) on its link.
 *
 * @param netns the namespace of the device
 * @param device the device's name
 * @param address the address, which the device need not have yet
 */
public record Claim(Netns netns, String device, IpAddress address) {}
