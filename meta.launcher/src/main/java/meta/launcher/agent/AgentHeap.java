package meta.launcher.agent;

/**
 * The Java heap of the agent. A call with thousands of kernel objects leaves a large heap behind, and the collector in use shrinks the heap
 * only if it collects all of it. Thread-safe.
 */
final class AgentHeap {
    /** Calls of common size leave a smaller heap, in bytes. */
    private static final long LARGE = 20L << 20;

    private long limit = LARGE;

    /** Returns memory to the node if the heap has grown far. A heap that is still large afterwards is left alone until it has doubled. */
    synchronized void shrink() {
        if (Runtime.getRuntime().totalMemory() > limit) {
            System.gc();
            limit = Math.max(LARGE, 2 * Runtime.getRuntime().totalMemory());
        }
    }
}
