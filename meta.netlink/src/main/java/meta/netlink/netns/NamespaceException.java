package meta.netlink.netns;

import java.io.IOException;
import meta.netlink.Errno;

/** Thrown if a network namespace cannot be opened, entered or locked. */
public final class NamespaceException extends IOException {
    private static final long serialVersionUID = 1;

    public enum Reason {
        /** The file does not exist. */
        MISSING,
        /** The path leads to a file of another kind or a loop of links, or cannot be accessed. */
        NOT_A_NETWORK_NAMESPACE,
        /** The lock is not free before the timeout, or the thread is interrupted during the wait. */
        LOCKED,
        /** A {@linkplain Errno#isShortage shortage} or {@code EAGAIN}. A later attempt may succeed. It is unknown whether the namespace exists. */
        EXHAUSTED,
        /** The kernel refused for another reason, such as {@code EPERM} for {@code setns(2)}, or {@code EIO}. */
        REFUSED
    }

    private final Reason reason;
    private final int errno;

    NamespaceException(Reason reason, String message) {
        this(reason, message, Errno.EAGAIN);
    }

    private NamespaceException(Reason reason, String message, Errno errno) {
        super(message);
        this.reason = reason;
        this.errno = errno.number();
    }

    /** {@return the exception for a failed {@code open(2)} of a namespace's file, in this or another process} */
    public static NamespaceException notOpened(String path, Errno errno) {
        if (errno.equals(Errno.ENOENT) || errno.equals(Errno.ENOTDIR)) {
            return new NamespaceException(Reason.MISSING, path + ": does not exist", errno);
        }
        if (errno.equals(Errno.EIO)) {
            // not NOT_A_NETWORK_NAMESPACE: DEL would then skip the clean-up of a pod that exists
            return refused(path, "open", errno);
        }
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.NOT_A_NETWORK_NAMESPACE;
        return new NamespaceException(reason, path + ": open: " + errno, errno);
    }

    static NamespaceException refused(String path, String call, Errno errno) {
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.REFUSED;
        return new NamespaceException(reason, path + ": " + call + ": " + errno, errno);
    }

    static boolean isShortage(Errno errno) {
        return errno.isShortage() || errno.equals(Errno.EAGAIN);
    }

    public Reason reason() {
        return reason;
    }

    /** {@return the errno of the failed system call; {@code EAGAIN} if no system call has failed} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
