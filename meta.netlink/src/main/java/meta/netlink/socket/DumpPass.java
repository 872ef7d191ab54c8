package meta.netlink.socket;

import java.util.List;
import meta.netlink.codec.Frame;
import org.jspecify.annotations.Nullable;

/** One pass of a dump. */
final class DumpPass {
    /** The number of losses in a row after which the pass fails. Normally the kernel reports a loss once and then continues. */
    private static final int MOST_LOSSES = 16;

    private final int sequence;
    private final DumpSink sink;
    private boolean interrupted;
    private boolean lost;
    private int losses;
    private @Nullable Reply reply;

    DumpPass(int sequence, DumpSink sink) {
        this.sequence = sequence;
        this.sink = sink;
    }

    /** Passes the message of a frame to the sink, or ends the pass. Ignores frames of other requests. */
    void take(Frame frame) {
        losses = 0;
        if (frame.sequence() != sequence || reply != null) {
            return;
        }
        interrupted |= frame.isInterrupted();
        if (frame.isEnd()) {
            reply = ReplyConverter.of(frame.acknowledgement(), List.of());
        } else if (frame.isMessage() && sink.isFull()) {
            sink.skip();
        } else if (frame.isMessage()) {
            sink.take(frame.message());
        }
    }

    /**
     * Records that the kernel dropped a datagram ({@code ENOBUFS}).
     *
     * @return whether the pass can continue
     */
    boolean lost() {
        interrupted = true;
        lost = true;
        losses++;
        return losses < MOST_LOSSES;
    }

    /** {@return the kernel's reply without the messages; null if the pass has not ended} */
    @Nullable Reply reply() {
        return reply;
    }

    boolean hasLost() {
        return lost;
    }

    /** {@return whether messages may be missing or duplicated} */
    boolean isInterrupted() {
        return interrupted;
    }
}
