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
 *   <li>{@code EEXIST} for a route, rule or address: if no part of the change was applied, and the existing object is as planned, the
 *       change counts as unchanged. If the existing object differs, a creation becomes a replacement, unless that could take an address
 *       from another pod. Otherwise, the change stays rejected.
 *   <li>{@code EINVAL} for the creation or replacement of an IPv6 route with a preferred source: if no part of the change was applied, it
 *       is sent without the source.
 *   <li>{@code ENODEV} in a removal or rollback: if no part of the change was applied, it counts as successful, except the replacement of a
 *       route, which becomes the deletion of the existing route.
 *   <li>Any errno for a sysctl: the change counts as unchanged if the sysctl already has the planned value.
 *   <li>{@code ENOENT} for a sysctl of a device: while the device exists, the write is repeated, a limited number of times. If the device
 *       does not exist, the change counts as unchanged, unless the same changes create the device.
 *   <li>{@code EROFS} for {@code accept_ra} = 0: the change counts as unchanged if the device already ignores router advertisements.
 *   <li>Any other rejection in a removal or rollback: the rejected changes of a batch are sent again as long as each attempt reduces their
 *       number. After a lack of memory, descriptors or time ({@link Errno#isShortage}), they are sent again even if their number is the
 *       same, at most {@link #MOST_SHORTAGES} times.
 *   <li>Any other rejection in a removal: the later stages follow only if it is permanent ({@link #isFinal}) or tolerated.
 *   <li>Any other rejection in {@link ChangeApplier#apply}: the applied changes are rolled back.
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

    /** {@return whether a deletion was rejected because the object does not exist; false for other requests} */
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
