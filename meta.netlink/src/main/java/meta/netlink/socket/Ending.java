package meta.netlink.socket;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.codec.Acknowledgement;
import meta.netlink.message.NetlinkMessage;

/** How the end of a request or dump reads as a reply. */
final class Ending {
    private Ending() {}

    static Reply reply(Acknowledgement end, List<NetlinkMessage> answers) {
        if (end.error() >= 0) { // a dump may end with a length instead of 0
            return new Reply.Acknowledged(answers);
        }
        String text = end.text();
        Integer offset = end.offset();
        return new Reply.Rejected(Errno.of(-end.error()), text == null ? "" : text, offset == null ? 0 : offset);
    }
}
