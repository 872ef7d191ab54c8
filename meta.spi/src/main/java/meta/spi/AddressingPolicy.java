package meta.spi;

import java.util.List;
import java.util.regex.Pattern;
import meta.netlink.Prefix;

/** The decisions of a plugin type about {@link Addressing}, made from its options. */
public sealed interface AddressingPolicy {
    /** No subnet is hijacked, no device is excluded, and a NIC without a network device is an error. */
    AddressingPolicy NONE = of(List.of(), List.of(), false);

    /** {@return an addressing policy with these values} */
    static AddressingPolicy of(List<Prefix> hijacked, List<Pattern> excludedDevices, boolean passesWithoutDevice) {
        return new PlainAddressingPolicy(hijacked, excludedDevices, passesWithoutDevice);
    }

    /** {@return whether a part of the host device's name matches an excluded pattern} */
    default boolean excludes(String device) {
        for (Pattern pattern : excludedDevices()) {
            if (pattern.matcher(device).find()) {
                return true;
            }
        }
        return false;
    }

    /** {@return the subnets that the pod reaches through the node, in the order of the configuration} */
    List<Prefix> hijacked();

    /** {@return patterns for the names of host devices; the addresses of a matching device do not count as addresses of the node} */
    List<Pattern> excludedDevices();

    /** {@return true if a call for a NIC without a network device in the pod returns {@code prevResult} unchanged; false if the call fails} */
    boolean passesWithoutDevice();
}

record PlainAddressingPolicy(List<Prefix> hijacked, List<Pattern> excludedDevices, boolean passesWithoutDevice)
        implements AddressingPolicy {
    PlainAddressingPolicy {
        hijacked = List.copyOf(hijacked);
        excludedDevices = List.copyOf(excludedDevices);
    }
}
