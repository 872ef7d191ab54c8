package meta.core.reconcile;

import meta.netlink.socket.Reply;

/**
 * A change that the kernel has rejected, in whole or in part, or for which the kernel's reply did not arrive.
 *
 * @param change the change
 * @param reply the kernel's rejection. If no reply arrived, a rejection with the errno of the socket; if the reply could not be decoded, one with
 *     {@code EBADMSG}; if the engine has sent no request, one with the reason as its text
 */
public record RejectedChange(Change change, Reply.Rejected reply) {
    /** {@return whether another attempt would be rejected too, because the change contradicts the kernel's state} */
    public boolean isFinal() {
        return ErrnoPolicy.isFinal(reply.errno());
    }
}
