package meta.netlink.codec;

import java.util.List;
import meta.netlink.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * How a request or a dump ended ({@code linux/netlink.h NLMSG_ERROR}, {@code NLMSG_DONE}), with the kernel's words on it.
 *
 * @param error 0, or the negated errno
 * @param text what the kernel says about it ({@code NLMSGERR_ATTR_MSG})
 * @param offset where in the request it took offence, in bytes ({@code NLMSGERR_ATTR_OFFS})
 * @param unknown all other attributes
 */
public record Acknowledgement(
        int error, @Nullable String text, @Nullable Integer offset, List<Attribute> unknown) {
    private static final int LEAST_ERROR = -4095; // MAX_ERRNO

    public Acknowledgement {
        if (error < LEAST_ERROR) {
            throw new IllegalArgumentException("error " + error + " is not " + LEAST_ERROR + " or more");
        }
        unknown = List.copyOf(unknown);
    }
}
