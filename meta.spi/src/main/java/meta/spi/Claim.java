package meta.spi;

import meta.netlink.IpAddress;
import meta.spi.net.Netns;

/**
 * That a device has an address, as the other stations on its link are asked ({@link Plan.Probe}) or told ({@link Plan.Announce}).
 *
 * @param netns where the device is
 * @param device the device's name
 * @param address the address, which the device need not have yet
 */
public record Claim(Netns netns, String device, IpAddress address) {}
