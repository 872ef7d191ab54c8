package meta.netlink.socket;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.message.NetlinkMessage;

/** The reply to one request, normally that of the kernel. */
public sealed interface Reply {
    /**
     * The kernel has processed the request.
     *
     * @param answers the requested objects in the order of their arrival; can be empty
     */
    record Acknowledged(List<NetlinkMessage> answers) implements Reply {
        public Acknowledged {
            answers = List.copyOf(answers);
        }
    }

    /**
     * The kernel has rejected the request.
     *
     * @param text an explanation ({@code NLMSGERR_ATTR_MSG}); empty if there is none
     * @param offset the offset of the offending attribute in bytes, counted from the {@code struct nlmsghdr} of the request ({@code
     *     NLMSGERR_ATTR_OFFS}); 0 if unknown
     */
    record Rejected(Errno errno, String text, int offset) implements Reply {
        @Override
        public String toString() {
            return text.isEmpty() ? errno.toString() : errno + ": " + text;
        }
    }
}
