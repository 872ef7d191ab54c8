package meta.core.reconcile;

import meta.netlink.socket.Reply;

/**
 * A change that was rejected in whole or in part, by the kernel or before it was sent, or for which no valid reply arrived. In a rollback,
 * this concerns the inverse of the change.
 *
 * @param reply the kernel's rejection, or a substitute for a reply
 */
public record RejectedChange(Change change, Reply.Rejected reply) {
    /** {@return whether the errno means that the change contradicts the kernel's state or is not supported} */
    public boolean isFinal() {
        return ErrnoPolicy.isFinal(reply.errno());
    }
}
