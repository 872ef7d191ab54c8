package meta.netlink.netns;

import java.io.IOException;
import java.util.List;
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

    NamespaceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** {@return what it means that a namespace's file could not be opened, here or by another process} */
    public static NamespaceException notOpened(String path, Errno errno) {
        if (errno.equals(Errno.ENOENT) || errno.equals(Errno.ENOTDIR)) {
            return new NamespaceException(Reason.MISSING, path + ": does not exist");
        }
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.NOT_A_NETWORK_NAMESPACE;
        return new NamespaceException(reason, path + ": open: " + errno);
    }

    /** {@return the refusal of a system call on a namespace that is open} */
    static NamespaceException refused(String path, String call, Errno errno) {
        Reason reason = isShortage(errno) ? Reason.EXHAUSTED : Reason.REFUSED;
        return new NamespaceException(reason, path + ": " + call + ": " + errno);
    }

    static boolean isShortage(Errno errno) {
        return errno.isShortage()
                || List.of(Errno.EAGAIN, Errno.EINTR, Errno.ENOLCK).contains(errno);
    }

    public Reason reason() {
        return reason;
    }
}
