package meta.netlink.netns;

import java.io.IOException;
import meta.netlink.Errno;

/** Thrown if a network namespace cannot be created, opened, entered or locked. */
public final class NamespaceException extends IOException {
    private static final long serialVersionUID = 1;

    public enum Reason {
        /** The path of the namespace does not lead to a file. */
        MISSING,
        /** The file is not a network namespace, or {@code open(2)} failed with an errno that leads to no other reason. */
        NOT_A_NETWORK_NAMESPACE,
        /** The lock was not free before the timeout, or the waiting thread was interrupted. */
        LOCKED,
        /** A system call failed with {@code EAGAIN} or an errno of {@link Errno#isShortage}. The namespace may exist. */
        EXHAUSTED,
        /** {@code open(2)} failed with {@code EIO}, or another system call with an errno that does not lead to {@link #EXHAUSTED}. */
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

    /** {@return the exception for a failed {@code open(2)} of a namespace's file, possibly in another process} */
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

    /** {@return the exception for a failed system call, with the reason {@link Reason#EXHAUSTED} or {@link Reason#REFUSED}} */
    static NamespaceException refused(String path, String call, Errno errno) {
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.REFUSED;
        return new NamespaceException(reason, path + ": " + call + ": " + errno, errno);
    }

    /** {@return whether a system call that failed with this errno leads to the reason {@link Reason#EXHAUSTED}} */
    static boolean isShortage(Errno errno) {
        return errno.isShortage() || errno.equals(Errno.EAGAIN);
    }

    /** {@return why the exception was thrown} */
    public Reason reason() {
        return reason;
    }

    /** {@return the errno of the failed system call; {@code EAGAIN} for another cause, such as a timeout} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
