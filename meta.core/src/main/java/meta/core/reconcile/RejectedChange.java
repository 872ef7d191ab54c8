package meta.core.reconcile;

import meta.netlink.socket.Reply;

/**
 * A change that the kernel has rejected, in whole or in part, or for which no valid reply arrived. In a rollback, the inverse of the
 * change was rejected.
 *
 * @param reply the kernel's rejection, or a substitute after an exception
 */
public record RejectedChange(Change change, Reply.Rejected reply) {
    /** {@return whether the errno means that the change contradicts the kernel's state or is not supported} */
    public boolean isFinal() {
        return ErrnoPolicy.isFinal(reply.errno());
    }
}
