package meta.spi;

import java.util.List;
import java.util.regex.Pattern;
import meta.netlink.Prefix;

/**
 * The decisions of a plugin type about {@link Addressing}, made from its options: the hijacked subnets, the host devices whose addresses are never
 * the node's, and whether a NIC without a network device is an error.
 */
public final class AddressingPolicy {
    /** No subnet is hijacked, no device is excluded, and a NIC without a network device is an error. */
    public static final AddressingPolicy NONE = new AddressingPolicy(List.of(), List.of(), false);

    private final List<Prefix> hijacked;
    private final List<Pattern> excludedDevices;
    private final boolean passesWithoutDevice;

    private AddressingPolicy(List<Prefix> hijacked, List<Pattern> excludedDevices, boolean passesWithoutDevice) {
        hijacked = List.copyOf(hijacked);
        excludedDevices = List.copyOf(excludedDevices);
        this.hijacked = hijacked;
        this.excludedDevices = excludedDevices;
        this.passesWithoutDevice = passesWithoutDevice;
    }

    /** {@return an addressing policy with these properties, which have methods of the same names} */
    public static AddressingPolicy of(
            List<Prefix> hijacked, List<Pattern> excludedDevices, boolean passesWithoutDevice) {
        return new AddressingPolicy(hijacked, excludedDevices, passesWithoutDevice);
    }

    /** {@return whether a part of the host device's name matches an excluded pattern} */
    public boolean excludes(String device) {
        return excludedDevices.stream()
                .anyMatch(pattern -> pattern.matcher(device).find());
    }

    /** {@return the subnets that the pod reaches through the node, in the order of the configuration} */
    public List<Prefix> hijacked() {
        return hijacked;
    }

    /** {@return patterns for the names of host devices; the addresses of a device with such a name are never the node's} */
    public List<Pattern> excludedDevices() {
        return excludedDevices;
    }

    /** {@return whether a call returns {@code prevResult} unchanged if the NIC has no network device in the pod; otherwise, such a NIC is an error} */
    public boolean passesWithoutDevice() {
        return passesWithoutDevice;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressingPolicy that
                && hijacked.equals(that.hijacked)
                && excludedDevices.equals(that.excludedDevices)
                && passesWithoutDevice == that.passesWithoutDevice;
    }

    @Override
    public int hashCode() {
        int hash = hijacked.hashCode();
        hash = 31 * hash + excludedDevices.hashCode();
        return 31 * hash + Boolean.hashCode(passesWithoutDevice);
    }

    @Override
    public String toString() {
        return "AddressingPolicy[hijacked=" + hijacked + ", excludedDevices=" + excludedDevices
                + ", passesWithoutDevice=" + passesWithoutDevice + "]";
    }
}
