package meta.core.reconcile;

import java.util.Set;
import meta.netlink.Errno;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The engine's reaction to a request that the kernel rejects. It depends on the errno; the kernel's text is only reported. The rows apply in this
 * order: a later row applies only if the change is still rejected. In a removal or rollback, the rejected changes of a batch are also sent again as
 * long as each attempt applies at least one of them, whatever their errno.
 *
 * <ul>
 *   <li>{@code ENOENT}, {@code ESRCH}, {@code ENODEV} or {@code EADDRNOTAVAIL} for a deletion: the object no longer exists, so the request counts as
 *       done.
 *   <li>{@code EEXIST} for a creation or replacement of a route, rule or address: the existing object is read. The change counts as unchanged if the
 *       existing object is as planned. Otherwise, a creation becomes a replacement of the existing object, unless the replacement would take an
 *       address from another pod; a replacement stays rejected.
 *   <li>{@code EINVAL} for a creation or replacement of an IPv6 route with a preferred source: the route is sent without the source.
 *   <li>{@code ENODEV} in a removal or rollback: the device no longer exists, and neither do the objects on it, so the change counts as done. If the
 *       change replaces a route, the existing route is deleted.
 *   <li>{@code ENOENT} for a sysctl of a device: the sysctl is written again while the device exists, because the device may have been renamed or
 *       created again. If the device is gone, the change counts as done. If these changes created the device, it is an error.
 *   <li>{@code EROFS} for {@code accept_ra}: counts as unchanged if the device ignores router advertisements anyway.
 *   <li>A {@linkplain Errno#isShortage shortage}, or no reply in time, in a removal or rollback: the change is sent again; at most two attempts
 *       may apply nothing.
 *   <li>An errno that says that the change contradicts the kernel's state ({@link #isFinal}) in a stage of a removal: reported. The later stages
 *       follow, because another attempt would be rejected too.
 *   <li>Any other errno in a stage of a removal: reported. The later stages follow only if the caller tolerates the rejection.
 *   <li>Any other errno in {@link Engine#apply}: everything is rolled back.
 * </ul>
 */
final class ErrnoPolicy {
    /** After a shortage: the maximum number of repetitions that follow an attempt without progress. */
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

    /** {@return whether the request is a deletion and was rejected because the object, or its device, does not exist} */
    static boolean isGoneAlready(Request request, Errno errno) {
        return request.operation() == Request.Operation.DELETE && GONE.contains(errno);
    }

    /** {@return whether the errno says that such an object may already exist} */
    static boolean saysExists(Errno errno) {
        return errno.equals(Errno.EEXIST);
    }

    /** {@return whether the preferred source of a route may be the reason of the rejection} */
    static boolean maySaySource(Errno errno) {
        return errno.equals(Errno.EINVAL);
    }

    /** {@return whether a device in the request does not exist} */
    static boolean saysNoDevice(Errno errno) {
        return errno.equals(Errno.ENODEV);
    }

    /** {@return whether the file of a sysctl does not exist} */
    static boolean saysNoSysctl(Errno errno) {
        return errno.equals(Errno.ENOENT);
    }

    /** {@return whether {@code /proc/sys} is mounted read-only} */
    static boolean saysReadOnly(Errno errno) {
        return errno.equals(Errno.EROFS);
    }

    /** {@return whether another attempt would be rejected too, because the change contradicts the kernel's state} */
    static boolean isFinal(Errno errno) {
        return FINAL.contains(errno);
    }

    /**
     * {@return the rejection that stands for a missing reply, or for a reply that cannot be decoded ({@code EBADMSG})}
     *
     * @param e a {@link NetlinkException}, whose errno the rejection has, or a {@link meta.netlink.message.MalformedMessageException}
     */
    static Reply.Rejected withoutAnswer(RuntimeException e) {
        Errno errno = e instanceof NetlinkException failed ? failed.errno() : EBADMSG;
        return new Reply.Rejected(errno, String.valueOf(e.getMessage()), 0);
    }
}
