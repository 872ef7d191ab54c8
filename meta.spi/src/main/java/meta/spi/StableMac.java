package meta.spi;

import java.nio.charset.StandardCharsets;
import meta.netlink.MacAddress;

/**
 * Derives link-layer addresses of new devices from a text. By its address, a later call recognizes a host end that has no {@linkplain
 * Attachment#mark mark} yet.
 */
public final class StableMac {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L; // FNV-1a, draft-eastlake-fnv 5
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long MULTICAST = 1L << 40;
    private static final long LOCAL = 1L << 41;

    private StableMac() {}

    /** {@return the link-layer address of a new host end of the attachment's own veth pair} */
    public static MacAddress ofHostEnd(Attachment attachment) {
        return of(attachment.mark() + " host");
    }

    /** {@return the link-layer address of a new pod end of the attachment's own veth pair} */
    public static MacAddress ofPodEnd(Attachment attachment) {
        return of(attachment.mark() + " pod");
    }

    /**
     * {@return a locally administered unicast address (IEEE 802 8.2); the same one for the same text}
     *
     * @param device a text that distinguishes the device from other devices
     */
    public static MacAddress of(String device) {
        long hash = FNV_OFFSET;
        for (byte b : device.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        long bits = (hash ^ (hash >>> 48)) & 0xffff_ffff_ffffL;
        return new MacAddress((bits | LOCAL) & ~MULTICAST);
    }
}
