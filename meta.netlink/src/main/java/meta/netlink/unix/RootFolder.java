package meta.netlink.unix;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.libc.ProcessCalls;

/** Replaces this process by a program that has another folder as its {@code /}. */
public final class RootFolder {
    private RootFolder() {}

    /**
     * Starts a program in place of this process; returns only if that fails. It needs the capability {@code CAP_SYS_CHROOT}.
     *
     * @param folder the folder that becomes {@code /}
     * @param command the program's path in that folder, and its arguments
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
