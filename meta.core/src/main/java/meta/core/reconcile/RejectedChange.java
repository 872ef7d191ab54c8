package meta.core.reconcile;

import meta.netlink.socket.Reply;

/**
 * A change that the kernel has rejected, in whole or in part, or for which no valid reply arrived.
 *
 * @param reply the kernel's rejection. If no reply arrived, it contains the errno of the socket. If the reply could not be decoded, it contains
 *     {@code EBADMSG}
 */
public record RejectedChange(Change change, Reply.Rejected reply) {
    /** {@return whether the rejection is permanent: the change contradicts the kernel's state, so that another attempt would be rejected, too} */
    public boolean isFinal() {
        return ErrnoPolicy.isFinal(reply.errno());
    }
}
