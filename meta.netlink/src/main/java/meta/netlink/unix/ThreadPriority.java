package meta.netlink.unix;

import meta.netlink.libc.ProcessCalls;

/** The scheduling priority of threads ({@code setpriority(2)}: on Linux, each thread has its own). */
public final class ThreadPriority {
    private ThreadPriority() {}

    /**
     * Sets the nice value of the calling thread.
     *
     * @param nice 0 (the default) to 19 (the lowest priority)
     * @return whether the kernel has accepted it
     */
    public static boolean lower(int nice) {
        return ProcessCalls.setPriority(nice) == 0;
    }
}
