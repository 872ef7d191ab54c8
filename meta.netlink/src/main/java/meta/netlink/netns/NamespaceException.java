package meta.netlink.netns;

import java.io.IOException;
import meta.netlink.Errno;

/** Thrown if a network namespace cannot be created, opened, entered or locked. {@link #reason()} says why. */
public final class NamespaceException extends IOException {
    private static final long serialVersionUID = 1;

    public enum Reason {
        /** The path of the namespace does not lead to a file. */
        MISSING,
        /** The file is not a network namespace, or cannot be opened, for example because of {@code ELOOP} or {@code EACCES}. */
        NOT_A_NETWORK_NAMESPACE,
        /** The lock was not free before the timeout, or the thread was interrupted while it waited for the lock. */
        LOCKED,
        /**
         * A system call failed with {@code EAGAIN} or an errno of {@link Errno#isShortage}, for example for lack of memory. A later attempt
         * may succeed. It is unknown whether the namespace exists.
         */
        EXHAUSTED,
        /** A system call failed for another reason, for example {@code setns(2)} with {@code EPERM}, or {@code open(2)} with {@code EIO}. */
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

    /** {@return the exception for a failed {@code open(2)} of a namespace's file, which this process or another process has called} */
    public static NamespaceException notOpened(String path, Errno errno) {
        if (errno.equals(Errno.ENOENT) || errno.equals(Errno.ENOTDIR)) {
            return new NamespaceException(Reason.MISSING, path + ": does not exist", errno);
        }
        if (errno.equals(Errno.EIO)) {
            // with NOT_A_NETWORK_NAMESPACE, DEL would skip the clean-up of a pod that exists
            return refused(path, "open", errno);
        }
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.NOT_A_NETWORK_NAMESPACE;
        return new NamespaceException(reason, path + ": open: " + errno, errno);
    }

    /**
     * {@return the exception for a failed system call; the reason is {@link Reason#EXHAUSTED} or {@link Reason#REFUSED}, as the errno
     * says}
     */
    static NamespaceException refused(String path, String call, Errno errno) {
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.REFUSED;
        return new NamespaceException(reason, path + ": " + call + ": " + errno, errno);
    }

    /** {@return whether a later attempt may succeed: the errno is {@code EAGAIN}, or {@link Errno#isShortage} is true} */
    static boolean isShortage(Errno errno) {
        return errno.isShortage() || errno.equals(Errno.EAGAIN);
    }

    /** {@return why the namespace cannot be created, opened, entered or locked} */
    public Reason reason() {
        return reason;
    }

    /**
     * {@return the errno of the failed system call; {@code EAGAIN} if the exception has another cause, such as a timeout or a file of
     * another kind}
     */
    public Errno errno() {
        return Errno.of(errno);
    }
}
