package meta.launcher.agent;

/** How much memory the requests take that are being read or wait for their call, all together. Many threads may use it. */
final class MemoryBudget {
    private final long most;
    private long held;

    /**
     * Nothing is held.
     *
     * @param most bytes
     */
    MemoryBudget(long most) {
        this.most = most;
    }

    /** {@return whether there was room for so many bytes more, which are held from now on} */
    synchronized boolean take(long bytes) {
        if (held + bytes > most) {
            return false;
        }
        held += bytes;
        return true;
    }

    synchronized void giveBack(long bytes) {
        held -= bytes;
    }

    /** {@return how many bytes are held} */
    synchronized long held() {
        return held;
    }
}
