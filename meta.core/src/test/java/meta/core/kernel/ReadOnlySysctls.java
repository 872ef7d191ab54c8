package meta.core.kernel;

import meta.netlink.Errno;
import meta.netlink.socket.Reply;
import meta.spi.net.SysctlValue;

/** Passes all calls to the real kernel, except writes of sysctls, which it rejects as if {@code /proc/sys} were mounted read-only. */
public record ReadOnlySysctls(KernelPort real) implements DelegatingKernel {
    @Override
    public Reply writeSysctl(SysctlValue wanted) {
        return new Reply.Rejected(Errno.EROFS, "", 0);
    }

    @Override
    public boolean canWrite(SysctlValue setting) {
        return false;
    }
}
