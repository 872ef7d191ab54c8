package meta.netlink.socket;

import java.util.List;
import meta.netlink.codec.Frame;
import org.jspecify.annotations.Nullable;

/** What has come of one try of a dump. */
final class Dump {
    /** The kernel tells of a loss once and then goes on with what is left. */
    private static final int MOST_LOSSES = 16;

    private final int sequence;
    private final DumpSink sink;
    private boolean interrupted;
    private boolean lost;
    private int losses;
    private @Nullable Reply reply;

    Dump(int sequence, DumpSink sink) {
        this.sequence = sequence;
        this.sink = sink;
    }

    void take(Frame frame) {
        losses = 0;
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

    /**
     * Says that the kernel had to drop something.
     *
     * @return whether more can be expected; false where the kernel has said nothing else many times in a row
     */
    boolean lost() {
        interrupted = true;
        lost = true;
        losses++;
        return losses < MOST_LOSSES;
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
