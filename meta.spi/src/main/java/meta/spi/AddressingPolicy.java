package meta.spi;

import java.util.List;
import java.util.regex.Pattern;
import meta.netlink.Prefix;

/**
 * The decisions of a plugin type about {@link Addressing}, made from its options: the hijacked subnets, the host devices whose addresses are never
 * the node's, and whether a NIC without a network device is an error.
 *
 * @param hijacked the subnets that the pod reaches through the node, in the order of the configuration
 * @param excludedDevices patterns for the names of host devices; the addresses of a device with such a name are never the node's
 * @param passesWithoutDevice whether a call returns {@code prevResult} unchanged if the NIC has no network device in the pod; otherwise, such a
 *     NIC is an error
 */
public record AddressingPolicy(List<Prefix> hijacked, List<Pattern> excludedDevices, boolean passesWithoutDevice) {
    /** No subnet is hijacked, no device is excluded, and a NIC without a network device is an error. */
    public static final AddressingPolicy NONE = new AddressingPolicy(List.of(), List.of(), false);

    public AddressingPolicy {
        hijacked = List.copyOf(hijacked);
        excludedDevices = List.copyOf(excludedDevices);
    }

    /** {@return whether a part of the host device's name matches an excluded pattern} */
    public boolean excludes(String device) {
        return excludedDevices.stream()
                .anyMatch(pattern -> pattern.matcher(device).find());
    }
}
