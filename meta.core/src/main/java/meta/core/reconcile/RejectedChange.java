package meta.core.reconcile;

import java.util.Set;
import meta.netlink.Errno;
import meta.netlink.socket.Reply;

/**
 * A change that the kernel has refused.
 *
 * @param change the change
 * @param reply why
 */
public record RejectedChange(Change change, Reply.Rejected reply) {
    /** What the kernel says of a change that contradicts what is: it would say the same again. */
    private static final Set<Errno> FINAL = Set.of(
            Errno.ENOENT,
            Errno.ESRCH,
            Errno.ENXIO,
            Errno.EEXIST,
            Errno.ENODEV,
            Errno.EINVAL,
            Errno.ERANGE,
            Errno.EOPNOTSUPP,
            Errno.EADDRNOTAVAIL,
            Errno.ENETDOWN,
            Errno.ENETUNREACH,
            Errno.EHOSTUNREACH);

    /** {@return whether another try would be refused too, since the change contradicts what is} */
    public boolean isFinal() {
        return FINAL.contains(reply.errno());
    }
}
