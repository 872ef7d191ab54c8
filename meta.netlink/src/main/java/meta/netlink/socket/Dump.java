package meta.netlink.socket;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.codec.Frame;
import meta.netlink.message.NetlinkMessage;
import org.jspecify.annotations.Nullable;

/** What has come of a dump. */
final class Dump {
    private final int sequence;
    private final List<NetlinkMessage> messages = new ArrayList<>();
    private boolean interrupted;
    private boolean lost;
    private @Nullable Reply reply;

    Dump(int sequence) {
        this.sequence = sequence;
    }

    void take(Frame frame) {
        if (frame.sequence() != sequence || reply != null) {
            return;
        }
        interrupted |= frame.isInterrupted();
        if (frame.isEnd()) {
            reply = Ending.reply(frame.acknowledgement(), messages);
        } else if (frame.isMessage()) {
            messages.add(frame.message());
        }
    }

    /** Says that the kernel had to drop something. */
    void lost() {
        interrupted = true;
        lost = true;
    }

    /** {@return what the kernel said, null while there is more to come} */
    @Nullable Reply reply() {
        return reply;
    }

    /** {@return whether it is sure that parts are missing} */
    boolean hasLost() {
        return lost;
    }

    /** {@return whether parts may be missing or twice there, so that it is to be asked for again} */
    boolean isInterrupted() {
        return interrupted;
    }
}
