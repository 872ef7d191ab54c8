package meta.netlink.socket;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.codec.Frame;
import meta.netlink.codec.Output;
import meta.netlink.message.NetlinkMessage;
import org.jspecify.annotations.Nullable;

/** Encodes requests for one system call, and collects the replies. Not thread-safe. */
final class Batch {
    private final int firstSequence;
    private final byte[] bytes;
    private final List<List<NetlinkMessage>> answers = new ArrayList<>();
    private final @Nullable Reply[] replies;
    private int unanswered;

    private Batch(int firstSequence, int size, byte[] bytes) {
        this.firstSequence = firstSequence;
        this.bytes = bytes;
        this.replies = new @Nullable Reply[size];
        this.unanswered = size;
        for (int i = 0; i < size; i++) {
            answers.add(new ArrayList<>());
        }
    }

    /**
     * {@return a batch of the first requests of the list, as many as the limits allow}
     *
     * @param firstSequence the sequence number of the first request; each further request has the next number
     * @param maxBytes the encoded size in bytes from which on no request is added; the last request may make the batch larger
     * @throws IllegalArgumentException if a request cannot be encoded
     */
    static Batch of(List<Request> requests, int firstSequence, int maxRequests, int maxBytes) {
        Output out = new Output();
        int size = 0;
        while (size < requests.size() && size < maxRequests && out.size() < maxBytes) {
            RequestEncoder.write(requests.get(size), firstSequence + size, out);
            size++;
        }
        return new Batch(firstSequence, size, out.toByteArray());
    }

    int size() {
        return replies.length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Adds a received frame to the reply of its request. Ignores the frame if no request of this batch waits for it. */
    void take(Frame frame) {
        int index = frame.sequence() - firstSequence;
        if (index < 0 || index >= replies.length || replies[index] != null) {
            return;
        }
        if (frame.isEnd()) {
            replies[index] = AcknowledgementConverter.of(frame.acknowledgement(), answers.get(index));
            unanswered--;
        } else if (frame.isMessage()) {
            answers.get(index).add(frame.message());
        }
    }

    boolean isAnswered() {
        return unanswered == 0;
    }

    /**
     * {@return the replies in the order of the requests}
     *
     * @throws IllegalStateException unless {@link #isAnswered}
     */
    List<Reply> replies() {
        List<Reply> all = new ArrayList<>();
        for (Reply reply : replies) {
            if (reply == null) {
                throw new IllegalStateException(unanswered + " of " + replies.length + " requests have no reply");
            }
            all.add(reply);
        }
        return all;
    }
}
