package meta.core.reconcile;

import meta.netlink.socket.Reply;

/**
 * A change that the kernel has rejected, in whole or in part, or for which no reply arrived.
 *
 * @param reply the rejection; without a reply, with the errno of the socket; {@code EBADMSG} if the reply could not be decoded
 */
public record RejectedChange(Change change, Reply.Rejected reply) {
    /** {@return whether the change contradicts the kernel's state, so that another attempt would be rejected too} */
    public boolean isFinal() {
        return ErrnoPolicy.isFinal(reply.errno());
    }
}
