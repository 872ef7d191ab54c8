package meta.core.reconcile;

import meta.netlink.socket.Reply;

/**
 * A change that the kernel has rejected, in whole or in part, or for which no reply arrived.
 *
 * @param reply the kernel's rejection. If no reply arrived, it has the errno of the socket; if the reply could not be decoded, {@code EBADMSG}; if no
 *     request was sent, the reason as its text
 */
public record RejectedChange(Change change, Reply.Rejected reply) {
    /** {@return whether the change contradicts the kernel's state, so that another attempt would be rejected too} */
    public boolean isFinal() {
        return ErrnoPolicy.isFinal(reply.errno());
    }
}
