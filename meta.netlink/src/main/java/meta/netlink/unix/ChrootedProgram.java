package meta.netlink.unix;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.libc.ProcessCalls;

/** A program that replaces the program of this process and has another folder as its {@code /} ({@code chroot(2)}, {@code execv(3)}). */
public final class ChrootedProgram {
    private ChrootedProgram() {}

    /**
     * Starts the program; returns only if that fails. The process needs {@code CAP_SYS_CHROOT}. After a failure, the process must end, because its
     * {@code /} may already be the new folder.
     *
     * @param folder the folder that becomes {@code /}
     * @param command the program's path as seen from the new {@code /}, and the program's arguments
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
