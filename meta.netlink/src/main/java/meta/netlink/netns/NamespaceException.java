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
        /** There is a file, but no network namespace is behind it. */
        NOT_A_NETWORK_NAMESPACE,
        /** Somebody else holds its lock. */
        LOCKED,
        /** The kernel did not let us. */
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
        return new NamespaceException(Reason.REFUSED, path + ": open: " + errno);
    }

    public Reason reason() {
        return reason;
    }
}
