package meta.netlink.unix;

import java.io.IOException;
import meta.netlink.Errno;

/** Thrown if a system call on a Unix domain socket fails. */
public final class UnixSocketException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    UnixSocketException(String what, Errno errno) {
        super(what + ": " + errno);
        this.errno = errno.number();
    }

    /** {@return the errno of the failed system call} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
