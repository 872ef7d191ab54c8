package meta.netlink.socket;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.codec.Frame;
import meta.netlink.codec.Output;
import meta.netlink.message.NetlinkMessage;
import org.jspecify.annotations.Nullable;

/** Requests that go out together, and what has been answered to each of them. */
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
     * {@return the first of the requests, as many as the limits allow but at least one}
     *
     * @param firstSequence the number of the first one; the others' follow
     */
    static Batch of(List<Request> requests, int firstSequence, int maxRequests, int maxBytes) {
        Output out = new Output();
        int size = 0;
        while (size < requests.size() && size < maxRequests && out.size() < maxBytes) {
            RequestFrame.write(requests.get(size), firstSequence + size, out);
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

    /** Takes what belongs to one of the requests; anything else is an answer that somebody gave up waiting for. */
    void take(Frame frame) {
        int index = frame.sequence() - firstSequence;
        if (index < 0 || index >= replies.length || replies[index] != null) {
            return;
        }
        if (frame.isEnd()) {
            replies[index] = Ending.reply(frame.acknowledgement(), answers.get(index));
            unanswered--;
        } else if (frame.isMessage()) {
            answers.get(index).add(frame.message());
        }
    }

    boolean isAnswered() {
        return unanswered == 0;
    }

    /** {@return the reply to each request, once all are answered} */
    List<Reply> replies() {
        List<Reply> all = new ArrayList<>();
        for (Reply reply : replies) {
            if (reply == null) {
                throw new IllegalStateException(unanswered + " of " + replies.length + " requests are not answered");
            }
            all.add(reply);
        }
        return all;
    }
}
