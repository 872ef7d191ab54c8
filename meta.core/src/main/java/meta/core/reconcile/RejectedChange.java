package meta.core.reconcile;

import meta.netlink.socket.Reply;

/**
 * A change that the kernel has rejected, in whole or in part, or for which no valid reply arrived. In a rollback, the rejected request was
 * the inverse of the change.
 *
 * @param reply the kernel's rejection. After an exception, it contains the errno of the exception or, if the exception has none,
 *     {@code EBADMSG}
 */
public record RejectedChange(Change change, Reply.Rejected reply) {
    /** {@return whether the rejection is permanent: the errno means that the change contradicts the kernel's state or is not supported} */
    public boolean isFinal() {
        return ErrnoPolicy.isFinal(reply.errno());
    }
}
