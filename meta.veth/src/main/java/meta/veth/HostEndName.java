package meta.veth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import meta.spi.routing.NodeLink;

/**
 * What the host end of a container's veth pair can be called. Both names fit into the 15 bytes of a device name.
 *
 * @param containerId the container's id
 */
record HostEndName(String containerId) {
    private static final String PREFIX = "veth";
    private static final int REST = 11;

    /** {@return the name that operators know: the beginning of the container's id} */
    String usual() {
        return NodeLink.hostEndName(containerId);
    }

    /** {@return a name for a container whose id begins like that of another} */
    String unusual() {
        return PREFIX + HexFormat.of().formatHex(sha256()).substring(0, REST);
    }

    private byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(containerId.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
