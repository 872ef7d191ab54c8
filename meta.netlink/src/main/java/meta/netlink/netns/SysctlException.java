package meta.netlink.netns;

import java.io.IOException;
import java.io.UncheckedIOException;
import meta.netlink.Errno;

/** A sysctl that is there and cannot be read, or a folder of sysctls that cannot be listed. */
public final class SysctlException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    SysctlException(String path, Errno errno) {
        super(new IOException(path + ": " + errno));
        this.errno = errno.number();
    }

    /** {@return what the kernel said} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
