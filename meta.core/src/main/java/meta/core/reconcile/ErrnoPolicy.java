package meta.core.reconcile;

import java.util.Set;
import meta.core.cni.CallFailedException;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Describes the reaction of {@link ChangeApplier} to a request that the kernel rejects.
 *
 * <ul>
 *   <li>{@code ENOENT}, {@code ESRCH}, {@code ENODEV} or {@code EADDRNOTAVAIL} for a deletion: the request counts as successful.
 *   <li>{@code EEXIST} for a route, rule or address: the change counts as unchanged if the existing object is as planned. Otherwise, a
 *       creation becomes a replacement, unless that would take an address from another pod. A replacement stays rejected.
 *   <li>{@code EINVAL} for an IPv6 route with a preferred source: the route is sent without the source.
 *   <li>{@code ENODEV} in a removal or rollback: the change counts as successful if no part of it was applied. The replacement of a route
 *       becomes the deletion of the existing route.
 *   <li>Any errno for a sysctl: the change counts as unchanged if the sysctl already has the planned value.
 *   <li>{@code ENOENT} for a sysctl of a device: while the device exists, the write is repeated, a limited number of times. If the device
 *       does not exist, the change counts as unchanged, unless the same changes create the device.
 *   <li>{@code EROFS} for {@code accept_ra} = 0: the change counts as unchanged if the device already ignores router advertisements.
 *   <li>Any errno in a removal or rollback: the rejected changes of a batch are sent again as long as each attempt applies at least one of
 *       them. After a lack of memory, descriptors or time ({@link Errno#isShortage}), they are sent again even if the attempt has applied
 *       none, at most {@link #MOST_SHORTAGES} times.
 *   <li>Any errno in a removal: the later stages follow only if the rejection is permanent ({@link #isFinal}) or tolerated.
 *   <li>Any errno in {@link ChangeApplier#apply}: the applied changes are rolled back.
 * </ul>
 */
final class ErrnoPolicy {
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

    private static final Logger LOG = LogManager.getLogger(ErrnoPolicy.class);

    private ErrnoPolicy() {}

    /** {@return whether a deletion was rejected because the object no longer exists; false for other requests} */
    static boolean isGoneAlready(Request request, Errno errno) {
        return request.operation() == Request.Operation.DELETE && GONE.contains(errno);
    }

    static boolean saysExists(Errno errno) {
        return errno.equals(Errno.EEXIST);
    }

    static boolean mayRejectSource(Errno errno) {
        return errno.equals(Errno.EINVAL);
    }

    static boolean saysNoDevice(Errno errno) {
        return errno.equals(Errno.ENODEV);
    }

    static boolean saysNoSysctl(Errno errno) {
        return errno.equals(Errno.ENOENT);
    }

    static boolean saysReadOnly(Errno errno) {
        return errno.equals(Errno.EROFS);
    }

    /** {@return whether the errno means that the change contradicts the kernel's state or is not supported} */
    static boolean isFinal(Errno errno) {
        return FINAL.contains(errno);
    }

    /**
     * {@return a rejection that stands for a reply, after an exception} The errno is that of a {@link NetlinkException} or {@link
     * ShortageException}; otherwise {@code EBADMSG}. An unexpected exception is logged with its stack trace.
     */
    static Reply.Rejected withoutAnswer(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case NetlinkException failed -> new Reply.Rejected(failed.errno(), message, 0);
            case ShortageException shortage -> new Reply.Rejected(shortage.errno(), message, 0);
            case MalformedMessageException _ -> new Reply.Rejected(EBADMSG, message, 0);
            case CallFailedException _ -> new Reply.Rejected(EBADMSG, message, 0);
            default -> {
                LOG.warn("a change has failed unexpectedly", e);
                yield new Reply.Rejected(EBADMSG, e.toString(), 0);
            }
        };
    }
}
