package meta.netlink.socket;

import java.util.List;
import meta.netlink.codec.Frame;
import org.jspecify.annotations.Nullable;

/** The state of one pass of a dump. */
final class Dump {
    /** The kernel reports a loss once and then continues; a longer series of reports ends the pass. */
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
            reply = Replies.of(frame.acknowledgement(), List.of());
        } else if (frame.isMessage() && sink.isFull()) {
            sink.skip();
        } else if (frame.isMessage()) {
            sink.take(frame.message());
        }
    }

    /**
     * Records that the kernel dropped a datagram ({@code ENOBUFS}).
     *
     * @return whether the pass can continue; false after many losses in a row
     */
    boolean lost() {
        interrupted = true;
        lost = true;
        losses++;
        return losses < MOST_LOSSES;
    }

    /** {@return how the dump ended, null before its end} */
    @Nullable Reply reply() {
        return reply;
    }

    /** {@return whether the kernel dropped parts of the dump} */
    boolean hasLost() {
        return lost;
    }

    /** {@return whether messages may be missing or duplicated, so that the dump must be repeated} */
    boolean isInterrupted() {
        return interrupted;
    }
}
