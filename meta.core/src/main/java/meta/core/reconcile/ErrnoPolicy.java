package meta.core.reconcile;

import java.util.Set;
import meta.netlink.Errno;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The engine's reaction to a request that the kernel refuses. It depends on the errno; the kernel's text is only reported.
 *
 * <table> <caption>Reaction to a refused request</caption> <tr><th>errno</th><th>of</th><th>reaction</th></tr> <tr><td>{@code ENOENT}, {@code ESRCH},
 * {@code ENODEV}, {@code EADDRNOTAVAIL}</td><td>a deletion</td> <td>The object no longer exists: the request counts as done.</td></tr> <tr><td>{@code
 * EEXIST}</td><td>a creation or replacement</td> <td>The existing object is read. The change becomes its replacement, or counts as unchanged if the
 * object is as wanted.</td></tr> <tr><td>{@code EINVAL}</td><td>a creation or replacement of an IPv6 route with a preferred source</td> <td>The route
 * is sent without the source.</td></tr> <tr><td>{@code ENODEV}</td><td>a removal or rollback</td> <td>The device no longer exists, and neither do the
 * objects on it: the change counts as done.</td></tr> <tr><td>{@code ENOENT}</td><td>a setting of a device</td> <td>Written again while the device
 * exists, because it may have been renamed or created again. A device that no longer exists needs no setting.</td></tr> <tr><td>{@code
 * EROFS}</td><td>a setting for router advertisements</td> <td>Counts as unchanged if the device ignores router advertisements anyway.</td></tr>
 * <tr><td>a {@linkplain Errno#isShortage shortage}, or no reply</td><td>a removal or rollback</td> <td>Sent again, twice at most.</td></tr>
 * <tr><td>an errno that contradicts the kernel's state ({@link #isFinal})</td><td>a stage of a removal</td> <td>Reported; the later stages follow,
 * because another attempt would be refused too.</td></tr> <tr><td>any other</td><td>a stage of a removal</td><td>Reported; the later stages are not
 * begun.</td></tr> <tr><td>any other</td><td>an apply</td><td>Everything is rolled back.</td></tr> </table>
 */
final class ErrnoPolicy {
    /** How often changes are sent again if a shortage has prevented all of them. */
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

    /** {@return whether a deletion was refused because the object, or its device, does not exist} */
    static boolean isGoneAlready(Request request, Errno errno) {
        return request.operation() == Request.Operation.DELETE && GONE.contains(errno);
    }

    /** {@return whether an object with the same key may exist} */
    static boolean saysExists(Errno errno) {
        return errno.equals(Errno.EEXIST);
    }

    /** {@return whether the kernel may have refused the preferred source of a route} */
    static boolean maySaySource(Errno errno) {
        return errno.equals(Errno.EINVAL);
    }

    /** {@return whether a device in the request does not exist} */
    static boolean saysNoDevice(Errno errno) {
        return errno.equals(Errno.ENODEV);
    }

    /** {@return whether the file of a setting does not exist} */
    static boolean saysNoSetting(Errno errno) {
        return errno.equals(Errno.ENOENT);
    }

    /** {@return whether {@code /proc/sys} is mounted read-only} */
    static boolean saysReadOnly(Errno errno) {
        return errno.equals(Errno.EROFS);
    }

    /** {@return whether another attempt would be refused too, because the change contradicts the kernel's state} */
    static boolean isFinal(Errno errno) {
        return FINAL.contains(errno);
    }

    /** {@return the rejection that represents a missing reply, or an unreadable one ({@code EBADMSG})} */
    static Reply.Rejected withoutAnswer(RuntimeException e) {
        Errno errno = e instanceof NetlinkException failed ? failed.errno() : EBADMSG;
        return new Reply.Rejected(errno, String.valueOf(e.getMessage()), 0);
    }
}
