package meta.netlink.socket;

import java.util.List;
import meta.netlink.codec.Frame;
import org.jspecify.annotations.Nullable;

/** Processes the frames of one pass of a dump: passes the messages to a sink, and records how the pass ended. Not thread-safe. */
final class DumpPass {
    /**
     * The pass fails if the kernel reports this many losses with no frame between them. Normally, the kernel reports a loss once and then continues
     * the pass.
     */
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

    /**
     * Passes the message of a frame to the sink, or ends the pass if the frame contains the kernel's acknowledgement. If the sink is full,
     * only calls {@link DumpSink#skip}. Ignores frames of other requests, and frames after the end of the pass.
     *
     * @throws meta.netlink.message.MalformedMessageException if the frame cannot be decoded
     */
    void take(Frame frame) {
        losses = 0;
        if (frame.sequence() != sequence || reply != null) {
            return;
        }
        interrupted |= frame.isInterrupted();
        if (frame.isEnd()) {
            reply = AcknowledgementConverter.of(frame.acknowledgement(), List.of());
        } else if (frame.isMessage() && sink.isFull()) {
            sink.skip();
        } else if (frame.isMessage()) {
            sink.take(frame.message());
        }
    }

    /**
     * Records that the kernel dropped a datagram ({@code ENOBUFS}).
     *
     * @return true if the caller must read the rest of the pass; false if the pass has failed because of too many losses in a row
     */
    boolean lost() {
        interrupted = true;
        lost = true;
        losses++;
        return losses < MOST_LOSSES;
    }

    /** {@return an acknowledgement without the messages, or the kernel's rejection; null if the pass has not ended} */
    @Nullable Reply reply() {
        return reply;
    }

    /** {@return whether the kernel has dropped a datagram during this pass} */
    boolean hasLost() {
        return lost;
    }

    /** {@return whether messages of this pass may be missing or duplicated, because objects changed or the kernel dropped a datagram} */
    boolean isInterrupted() {
        return interrupted;
    }
}
