package meta.netlink.codec;

import java.util.List;
import meta.netlink.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * The message with which the kernel ends its reply: {@code NLMSG_ERROR}, or {@code NLMSG_DONE} at the end of a dump
 * ({@code linux/netlink.h}).
 *
 * @param error the negated errno, -4095 to -1; on success, 0 or more
 * @param text the kernel's explanation ({@code NLMSGERR_ATTR_MSG}); null if there is none
 * @param offset the offset of the offending attribute in bytes, counted from the request's {@code struct nlmsghdr} ({@code NLMSGERR_ATTR_OFFS}); null
 *     if the kernel does not give an offset
 * @param unknown the other attributes, kept as bytes
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
