package meta.core.kernel;

import meta.netlink.Errno;
import meta.netlink.socket.Reply;
import meta.spi.net.SysctlValue;

/** Passes calls to the real kernel, but rejects each write of a sysctl, as if {@code /proc/sys} were mounted read-only. */
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
