package meta.spi;

import java.util.List;
import java.util.regex.Pattern;
import meta.netlink.Prefix;

/** The decisions of a plugin type about the {@link Addressing} of its calls ({@link PluginType#addressing}). Immutable. */
public sealed interface AddressingPolicy {
    /** A policy without hijacked subnets and without excluded devices, which does not accept a NIC without a network device. */
    AddressingPolicy NONE = of(List.of(), List.of(), false);

    /** {@return an addressing policy with these values} */
    static AddressingPolicy of(List<Prefix> hijacked, List<Pattern> excludedDevices, boolean passesWithoutDevice) {
        return new PlainAddressingPolicy(hijacked, excludedDevices, passesWithoutDevice);
    }

    /** {@return whether any part of a host device's name matches one of the {@link #excludedDevices} patterns} */
    default boolean excludes(String device) {
        for (Pattern pattern : excludedDevices()) {
            if (pattern.matcher(device).find()) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the subnets that the pod must reach through the node and not through its NIC} {@link Addressing#hijacked} contains those in
     * the address families of the NIC.
     */
    List<Prefix> hijacked();

    /**
     * {@return patterns for names of host devices; the addresses of a device with a matching name do not count as addresses of the node}
     */
    List<Pattern> excludedDevices();

    /**
     * {@return whether an ADD, CHECK or repair accepts a NIC without a network device in the pod, and then plans nothing} If false, the
     * call fails.
     */
    boolean passesWithoutDevice();
}

record PlainAddressingPolicy(List<Prefix> hijacked, List<Pattern> excludedDevices, boolean passesWithoutDevice)
        implements AddressingPolicy {
    PlainAddressingPolicy {
        hijacked = List.copyOf(hijacked);
        excludedDevices = List.copyOf(excludedDevices);
    }
}
