package meta.netlink.unix;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.libc.ProcessCalls;

/** Replaces this process with a program that has another directory as its {@code /}. */
public final class RootFolder {
    private RootFolder() {}

    /**
     * Starts a program in place of this process; returns only if that fails. It needs {@code CAP_SYS_CHROOT}. After a failure, the process must
     * end, because its {@code /} may already be the new one.
     *
     * @param folder the directory that becomes {@code /}
     * @param command the program's path as seen from the new {@code /}, and its arguments
     * @return why it failed
     */
    public static Errno replaceProcess(String folder, List<String> command) {
        int result = ProcessCalls.chroot(folder);
        if (result == 0) {
            result = ProcessCalls.chdir("/");
        }
        if (result == 0) {
            result = ProcessCalls.execute(command);
        }
        return Errno.of(-result);
    }
}
