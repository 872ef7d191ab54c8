package meta.netlink.socket;

import java.util.List;
import meta.netlink.codec.Frame;
import org.jspecify.annotations.Nullable;

/** Passes the messages of one pass of a dump to a sink, and records how the pass ended. Not thread-safe. */
final class DumpPass {
    /** The pass fails if the kernel reports this many losses with no frame between them. */
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

    /** Processes a frame. Ignores frames of other requests, and frames after the end of the pass. */
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
     * @return whether the caller must read the rest of the pass; false if too many losses followed each other
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

    boolean hasLost() {
        return lost;
    }

    /** {@return whether messages of this pass may be missing or duplicated} */
    boolean isInterrupted() {
        return interrupted;
    }
}
