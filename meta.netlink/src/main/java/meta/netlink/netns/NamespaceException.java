package meta.netlink.netns;

import java.io.IOException;
import meta.netlink.Errno;

/** A network namespace that cannot be had. Its text names the file and what is the matter with it. */
public final class NamespaceException extends IOException {
    private static final long serialVersionUID = 1;

    /** What is the matter. */
    public enum Reason {
        /** There is no such file: the namespace is gone, or has never been. */
        MISSING,
        /** The path cannot be opened as a network namespace: a file of another kind, a loop of links, a path without access. */
        NOT_A_NETWORK_NAMESPACE,
        /** Somebody else holds its lock. */
        LOCKED,
        /** The process or the machine has no descriptor or memory left; the same request may succeed later. */
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

    /** {@return what it means that a namespace's file could not be opened, here or by another process} */
    public static NamespaceException notOpened(String path, Errno errno) {
        if (errno.equals(Errno.ENOENT) || errno.equals(Errno.ENOTDIR)) {
            return new NamespaceException(Reason.MISSING, path + ": does not exist");
        }
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.NOT_A_NETWORK_NAMESPACE;
        return new NamespaceException(reason, path + ": open: " + errno, errno);
    }

    /** {@return the refusal of a system call on a namespace that is open} */
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

    /** {@return what the kernel said; {@code EAGAIN} where it was not the kernel that refused} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
