package meta.netlink.unix;

import meta.netlink.libc.ProcessCalls;

/** Priority and processor time of the calling thread. */
public final class ThreadScheduling {
    private ThreadScheduling() {}

    /**
     * Sets the nice value of the calling thread; on Linux, each thread has its own ({@code setpriority(2)}).
     *
     * @param nice 0 (the default) to 19 (the lowest priority)
     * @return whether the kernel has set the nice value
     */
    public static boolean lowerPriority(int nice) {
        return ProcessCalls.setPriority(nice) == 0;
    }

    /** {@return the processor time of the calling thread in nanoseconds; 0 if the kernel does not give the time} */
    public static long processorNanos() {
        return Math.max(0, ProcessCalls.threadTime());
    }
}
