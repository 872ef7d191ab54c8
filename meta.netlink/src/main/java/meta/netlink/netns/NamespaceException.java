package meta.netlink.netns;

import java.io.IOException;
import meta.netlink.Errno;

/** Thrown if a network namespace cannot be opened, entered or locked. The message gives the file and the reason. */
public final class NamespaceException extends IOException {
    private static final long serialVersionUID = 1;

    /** The cases that callers distinguish. */
    public enum Reason {
        /** The file does not exist: the namespace was deleted or never existed. */
        MISSING,
        /** The path does not lead to a network namespace: it leads to a file of another kind or a loop of links, or cannot be accessed. */
        NOT_A_NETWORK_NAMESPACE,
        /** Another process or thread still holds the lock after the timeout, or the wait for the lock was interrupted. */
        LOCKED,
        /**
         * A {@linkplain Errno#isShortage shortage} or {@code EAGAIN}: for example, the process or the node has no descriptor or memory left. A
         * later attempt may succeed. It is not known whether the namespace exists.
         */
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

    /** {@return the exception for a failed {@code open(2)} of a namespace's file; the open may have failed in another process} */
    public static NamespaceException notOpened(String path, Errno errno) {
        if (errno.equals(Errno.ENOENT) || errno.equals(Errno.ENOTDIR)) {
            return new NamespaceException(Reason.MISSING, path + ": does not exist", errno);
        }
        if (errno.equals(Errno.EIO)) {
            // EIO must not be reported as "not a network namespace", because DEL would then skip the clean-up of a pod
            // that exists
            return refused(path, "open", errno);
        }
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.NOT_A_NETWORK_NAMESPACE;
        return new NamespaceException(reason, path + ": open: " + errno, errno);
    }

    /** {@return the exception for a failed system call on an open namespace or lock file: {@link Reason#EXHAUSTED} or {@link Reason#REFUSED}} */
    static NamespaceException refused(String path, String call, Errno errno) {
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.REFUSED;
        return new NamespaceException(reason, path + ": " + call + ": " + errno, errno);
    }

    /** {@return whether the errno is a {@linkplain Errno#isShortage shortage} or {@code EAGAIN}} */
    static boolean isShortage(Errno errno) {
        return errno.isShortage() || errno.equals(Errno.EAGAIN);
    }

    public Reason reason() {
        return reason;
    }

    /**
     * {@return the errno of the failed system call: for {@link Reason#MISSING}, {@code ENOENT} or {@code ENOTDIR}}
     *
     * <p>If no system call has failed, the errno is {@code EAGAIN}: for {@link Reason#LOCKED}, and for an open file that is not a network namespace.
     */
    public Errno errno() {
        return Errno.of(errno);
    }
}
