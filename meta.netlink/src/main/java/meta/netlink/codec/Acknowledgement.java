package meta.netlink.codec;

import java.util.List;
import meta.netlink.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * The message that ends a reply: {@code NLMSG_ERROR}, or {@code NLMSG_DONE} after a dump ({@code linux/netlink.h}).
 *
 * @param error the negated errno, -4095 to -1; on success, 0 or more
 * @param text the kernel's explanation ({@code NLMSGERR_ATTR_MSG}); null if there is none
 * @param offset the offset of the offending attribute in the request, in bytes ({@code NLMSGERR_ATTR_OFFS}); null if there is none
 * @param unknown the other attributes
 */
public record Acknowledgement(
        int error, @Nullable String text, @Nullable Integer offset, List<Attribute> unknown) {
    private static final int LEAST_ERROR = -4095; // MAX_ERRNO

    public Acknowledgement {
        if (error < LEAST_ERROR) {
            throw new IllegalArgumentException("error " + error + " is less than " + LEAST_ERROR);
        }
        unknown = List.copyOf(unknown);
    }
}
