package meta.netlink.unix;

import meta.netlink.libc.ProcessCalls;

/** The nice value and the processor time of the calling thread. On Linux, each thread has its own nice value ({@code setpriority(2)}). */
public final class ThreadScheduling {
    private ThreadScheduling() {}

    /**
     * Sets the nice value of the calling thread.
     *
     * @param nice 0 (the default) to 19 (the lowest priority)
     * @return whether the kernel has accepted the nice value
     */
    public static boolean lowerPriority(int nice) {
        return ProcessCalls.setPriority(nice) == 0;
    }

    /** {@return the used processor time; 0 if the kernel refuses} */
    public static long processorNanos() {
        return Math.max(0, ProcessCalls.threadTime());
    }
}
