package meta.netlink.socket;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.codec.Acknowledgement;
import meta.netlink.message.NetlinkMessage;

/** Converts acknowledgements of the kernel to replies. */
final class AcknowledgementConverter {
    private AcknowledgementConverter() {}

    /**
     * {@return a {@link Reply.Rejected} if the acknowledgement contains an error; otherwise a {@link Reply.Acknowledged} with the answers}
     */
    static Reply of(Acknowledgement end, List<NetlinkMessage> answers) {
        if (end.error() >= 0) {
            return new Reply.Acknowledged(answers);
        }
        String text = end.text();
        Integer offset = end.offset();
        return new Reply.Rejected(Errno.of(-end.error()), text == null ? "" : text, offset == null ? 0 : offset);
    }
}
