package meta.netlink.socket;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.codec.Acknowledgement;
import meta.netlink.message.NetlinkMessage;

/** Converts acknowledgements of the kernel to replies of type {@link Reply}. */
final class AcknowledgementConverter {
    private AcknowledgementConverter() {}

    /**
     * {@return a {@link Reply.Rejected} with the kernel's text, empty if there is none, if the acknowledgement contains an error; otherwise
     * a {@link Reply.Acknowledged} with the messages}
     *
     * @param answers the messages that the kernel has sent for the request before the acknowledgement
     */
    static Reply of(Acknowledgement end, List<NetlinkMessage> answers) {
        if (end.error() >= 0) { // the acknowledgement of a dump may contain a length instead of 0
            return new Reply.Acknowledged(answers);
        }
        String text = end.text();
        Integer offset = end.offset();
        return new Reply.Rejected(Errno.of(-end.error()), text == null ? "" : text, offset == null ? 0 : offset);
    }
}
