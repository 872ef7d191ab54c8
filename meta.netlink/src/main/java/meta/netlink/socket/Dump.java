package meta.netlink.socket;

import java.util.List;
import meta.netlink.codec.Frame;
import org.jspecify.annotations.Nullable;

/** What has come of one try of a dump. */
final class Dump {
    private final int sequence;
    private final DumpSink sink;
    private boolean interrupted;
    private boolean lost;
    private @Nullable Reply reply;

    Dump(int sequence, DumpSink sink) {
        this.sequence = sequence;
        this.sink = sink;
    }

    void take(Frame frame) {
        if (frame.sequence() != sequence || reply != null) {
            return;
        }
        interrupted |= frame.isInterrupted();
        if (frame.isEnd()) {
            reply = Ending.reply(frame.acknowledgement(), List.of());
        } else if (frame.isMessage() && sink.isFull()) {
            sink.skip();
        } else if (frame.isMessage()) {
            sink.take(frame.message());
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
