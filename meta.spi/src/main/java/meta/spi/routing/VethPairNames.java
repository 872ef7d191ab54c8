package meta.spi.routing;

import meta.spi.Attachment;
import meta.spi.net.Link;

/** The names of the ends of the veth pair that a plugin creates between a pod and its node. */
public final class VethPairNames {
    /** The name of the pod end. A device of a pod with this name does not count as a NIC. */
    public static final String POD_END = "veth0";

    private static final String PREFIX = "veth";
    private static final int LENGTH_OF_REST = 11;

    private VethPairNames() {}

    /** {@return the preferred name of the host end: {@code veth}, then at most the first 11 characters of the container id} */
    public static String hostEndName(String containerId) {
        return PREFIX + containerId.substring(0, Math.min(containerId.length(), LENGTH_OF_REST));
    }

    /**
     * {@return whether this device of the host looks like a host end that a Go plugin has created: it has the name {@link #hostEndName} and
     * no alias}
     */
    public static boolean isMadeByGoPlugin(Link ofHost, Attachment attachment) {
        return ofHost.alias().isEmpty() && ofHost.name().equals(hostEndName(attachment.containerId()));
    }
}
