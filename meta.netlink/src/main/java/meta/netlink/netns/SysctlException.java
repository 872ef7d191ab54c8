package meta.netlink.netns;

import java.io.IOException;
import java.io.UncheckedIOException;
import meta.netlink.Errno;

/** Thrown if a sysctl cannot be read although it may exist, or a folder of sysctls cannot be listed. */
public final class SysctlException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    SysctlException(String path, Errno errno) {
        super(new IOException(path + ": " + errno));
        this.errno = errno.number();
    }

    public Errno errno() {
        return Errno.of(errno);
    }
}
