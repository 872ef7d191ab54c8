package meta.netlink.netns;

import java.io.IOException;

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

    public Reason reason() {
        return reason;
    }
}
