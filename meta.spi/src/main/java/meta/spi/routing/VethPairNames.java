package meta.spi.routing;

import meta.spi.Attachment;
import meta.spi.net.Link;

/** The names of the veth pair that connects a pod to its node in addition to the pod's NICs. */
public final class VethPairNames {
    /** The reserved name of the pod end. A device with this name is not a NIC. */
    public static final String POD_END = "veth0";

    private static final String PREFIX = "veth";
    private static final int LENGTH_OF_REST = 11; // of the 15 bytes of a device name

    private VethPairNames() {}

    /** {@return the preferred name of the host end: {@code veth} and the first 11 characters of the container id} */
    public static String hostEndName(String containerId) {
        return PREFIX + containerId.substring(0, Math.min(containerId.length(), LENGTH_OF_REST));
    }

    /** {@return whether the Go plugin made this device of the host: it has the name {@link #hostEndName} and no alias} */
    public static boolean isMadeByGoPlugin(Link ofHost, Attachment attachment) {
        return ofHost.alias().isEmpty() && ofHost.name().equals(hostEndName(attachment.containerId()));
    }
}
