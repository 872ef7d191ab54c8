package meta.core.reconcile;

import java.util.Set;
import meta.netlink.Errno;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The engine's reaction to a request that the kernel rejects. The rows apply in this order, while the change is still rejected.
 *
 * <ul>
 *   <li>{@code ENOENT}, {@code ESRCH}, {@code ENODEV} or {@code EADDRNOTAVAIL} for a deletion: the request counts as done.
 *   <li>{@code EEXIST} for a route, rule or address: the existing object is read. If it is as planned, the change counts as unchanged. Otherwise, a
 *       creation becomes a replacement, unless the replacement would take an address from another pod; a replacement stays rejected.
 *   <li>{@code EINVAL} for an IPv6 route with a preferred source: the route is sent without the source.
 *   <li>{@code ENODEV} in a removal or rollback: the change counts as done. If the change replaces a route, the existing route is deleted.
 *   <li>{@code ENOENT} for a sysctl of a device: written again while the device exists, because the device may have been renamed or created again.
 *       Otherwise the change counts as unchanged, but stays rejected if the same changes have created the device.
 *   <li>{@code EROFS} for {@code accept_ra}: counts as unchanged if the device ignores router advertisements.
 *   <li>Any errno in a removal or rollback: the rejected changes of a batch are sent again as long as each attempt applies at least one of them.
 *       After a {@linkplain Errno#isShortage shortage}, they are also sent again without progress, at most twice.
 *   <li>Any errno in a removal: the later stages follow only if the rejection is {@linkplain #isFinal final}, or the caller tolerates it.
 *   <li>Any errno in {@link Engine#apply}: everything is rolled back.
 * </ul>
 */
final class ErrnoPolicy {
    /** After a shortage: the maximum number of repetitions without progress. */
    static final int MOST_SHORTAGES = 2;

    private static final Set<Errno> GONE = Set.of(Errno.ENOENT, Errno.ESRCH, Errno.ENODEV, Errno.EADDRNOTAVAIL);

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

    private static final Errno EBADMSG = Errno.of(74);

    private ErrnoPolicy() {}

    /** {@return whether a deletion was rejected because the object no longer exists; false for other requests} */
    static boolean isGoneAlready(Request request, Errno errno) {
        return request.operation() == Request.Operation.DELETE && GONE.contains(errno);
    }

    static boolean saysExists(Errno errno) {
        return errno.equals(Errno.EEXIST);
    }

    /** {@return whether the source of a route may be the reason} */
    static boolean maySaySource(Errno errno) {
        return errno.equals(Errno.EINVAL);
    }

    static boolean saysNoDevice(Errno errno) {
        return errno.equals(Errno.ENODEV);
    }

    static boolean saysNoSysctl(Errno errno) {
        return errno.equals(Errno.ENOENT);
    }

    /** {@return whether {@code /proc/sys} is mounted read-only} */
    static boolean saysReadOnly(Errno errno) {
        return errno.equals(Errno.EROFS);
    }

    /** {@return whether the change contradicts the kernel's state, so that another attempt would be rejected too} */
    static boolean isFinal(Errno errno) {
        return FINAL.contains(errno);
    }

    /**
     * {@return the rejection for a missing reply (with the errno of the exception), or for a reply that cannot be decoded ({@code EBADMSG})}
     *
     * @param e a {@link NetlinkException} or a {@link meta.netlink.message.MalformedMessageException}
     */
    static Reply.Rejected withoutAnswer(RuntimeException e) {
        Errno errno = e instanceof NetlinkException failed ? failed.errno() : EBADMSG;
        return new Reply.Rejected(errno, String.valueOf(e.getMessage()), 0);
    }
}
