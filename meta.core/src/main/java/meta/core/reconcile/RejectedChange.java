package meta.core.reconcile;

import meta.netlink.socket.Reply;

/**
 * A change that the kernel has rejected, in whole or in part, or for which its reply did not arrive.
 *
 * @param change the change
 * @param reply the kernel's reply; if none arrived, a rejection with the errno of the socket
 */
public record RejectedChange(Change change, Reply.Rejected reply) {
    /** {@return whether another attempt would be rejected too, because the change contradicts the kernel's state} */
    public boolean isFinal() {
        return ErrnoPolicy.isFinal(reply.errno());
    }
}
