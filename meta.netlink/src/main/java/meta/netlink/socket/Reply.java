package meta.netlink.socket;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.message.NetlinkMessage;

/** What the kernel said to one request. */
public sealed interface Reply {
    /**
     * It was done.
     *
     * @param answers what was asked for, in the kernel's order; empty where the request asked for nothing
     */
    record Acknowledged(List<NetlinkMessage> answers) implements Reply {
        public Acknowledged {
            answers = List.copyOf(answers);
        }
    }

    /**
     * It was not done.
     *
     * @param errno why
     * @param text the kernel's own words ({@code NLMSGERR_ATTR_MSG}), or empty
     * @param offset where in the request, its {@code struct nlmsghdr} included, the kernel took offence ({@code NLMSGERR_ATTR_OFFS}),
     *     in bytes; 0 where it does not say
     */
    record Rejected(Errno errno, String text, int offset) implements Reply {
        /** {@return such as {@code ENETUNREACH: Nexthop has invalid gateway}} */
        @Override
        public String toString() {
            return text.isEmpty() ? errno.toString() : errno + ": " + text;
        }
    }
}
