package meta.netlink.netns;

import java.io.IOException;
import java.io.UncheckedIOException;
import meta.netlink.Errno;

/** Thrown if reading a sysctl or listing a folder of sysctls fails. */
public final class SysctlException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    SysctlException(String path, Errno errno) {
        super(new IOException(path + ": " + errno));
        this.errno = errno.number();
    }

    /** {@return the errno of the failed system call} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
