package meta.core.kernel;

import meta.netlink.Errno;
import meta.netlink.socket.Reply;
import meta.spi.net.SysctlValue;

/** The real kernel, but for settings, which it does not let anyone write. */
public record ReadOnlySettings(KernelPort real) implements DelegatingKernel {
    @Override
    public Reply writeSysctl(SysctlValue wanted) {
        return new Reply.Rejected(Errno.EROFS, "", 0);
    }

    @Override
    public boolean canWrite(SysctlValue setting) {
        return false;
    }
}
