package meta.netlink.netns;

import meta.netlink.Errno;

/**
 * The calling thread is in another network namespace than it believes, and cannot be brought back: it must do nothing more, and end. Its
 * text names the namespace that it should be in.
 */
public final class StrandedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errno;

    StrandedException(String message, Errno errno) {
        super(message);
        this.errno = errno.number();
    }

    /** {@return why the kernel did not let the thread back} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
