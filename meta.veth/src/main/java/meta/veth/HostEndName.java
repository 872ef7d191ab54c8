package meta.veth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import meta.spi.routing.VethPairNames;

/** The two possible names of the host end of a container's veth pair, each with at most 15 characters. */
record HostEndName(String containerId) {
    private static final String PREFIX = "veth";
    private static final int REST = 11;

    String preferred() {
        return VethPairNames.hostEndName(containerId);
    }

    /**
     * {@return the name to use if another device has the preferred name: {@code veth} and the first 11 hexadecimal digits of the SHA-256
     * hash of the container id}
     */
    String fallback() {
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
