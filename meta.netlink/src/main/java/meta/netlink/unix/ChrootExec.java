package meta.netlink.unix;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.libc.ProcessCalls;

/** Replaces the program of this process by a program for which another folder is {@code /} ({@code chroot(2)}, {@code execv(3)}). */
public final class ChrootExec {
    private ChrootExec() {}

    /**
     * Replaces the program of this process; returns only after a failure. The process needs {@code CAP_SYS_CHROOT}. After a failure, the
     * process must end, because its {@code /} may already be the new folder.
     *
     * @param command the path of the program in the new {@code /}, followed by its arguments; not empty
     * @return the errno of the system call that failed
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
