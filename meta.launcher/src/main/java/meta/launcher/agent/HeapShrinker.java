package meta.launcher.agent;

/** Returns memory of the Java heap to the node. The agent's garbage collector shrinks the heap only in a full collection. Thread-safe. */
final class HeapShrinker {
    private static final long LARGE = 20L << 20;

    private long limit = LARGE;

    /**
     * Runs a full collection if the heap is larger than both 20 MiB and 1.5 times its size after the last collection of this method. The
     * collection stops all threads, so it should only run while no call runs.
     */
    synchronized void shrink() {
        if (Runtime.getRuntime().totalMemory() > limit) {
            System.gc();
            limit = Math.max(LARGE, Runtime.getRuntime().totalMemory() * 3 / 2);
        }
    }
}
