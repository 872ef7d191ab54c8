package meta.netlink.netns;

import meta.netlink.Errno;

/**
 * Thrown if the calling thread cannot return to its home network namespace. The thread may then be in another namespace, and must end or
 * try again.
 */
public final class StrandedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errno;

    public StrandedException(String message, Errno errno) {
        super(message);
        this.errno = errno.number();
    }

    /** {@return the errno of the failed {@code setns(2)}} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
