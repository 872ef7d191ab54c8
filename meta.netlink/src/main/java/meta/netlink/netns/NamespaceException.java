package meta.netlink.netns;

import java.io.IOException;
import meta.netlink.Errno;

/** Thrown if a network namespace cannot be opened, entered or locked. The message names the file and the reason. */
public final class NamespaceException extends IOException {
    private static final long serialVersionUID = 1;

    /** The reasons. */
    public enum Reason {
        /** The file does not exist: the namespace was deleted or never existed. */
        MISSING,
        /** The path does not lead to a network namespace: a file of another kind, a loop of links, a path without access. */
        NOT_A_NETWORK_NAMESPACE,
        /** Another process or thread holds the lock. */
        LOCKED,
        /** The process or the machine has no descriptor or memory left; a later attempt may succeed. */
        EXHAUSTED,
        /** The kernel refused. */
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
            return new NamespaceException(Reason.MISSING, path + ": does not exist");
        }
        if (errno.equals(Errno.EIO)) {
            // EIO says nothing about the file; if it counted as a missing file, DEL would skip the clean-up of an
            // existing pod
            return refused(path, "open", errno);
        }
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.NOT_A_NETWORK_NAMESPACE;
        return new NamespaceException(reason, path + ": open: " + errno, errno);
    }

    /** {@return the exception for a failed system call on an open namespace} */
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

    /** {@return the errno; {@code EAGAIN} if the failure is not the kernel's, as for {@link Reason#LOCKED}} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
