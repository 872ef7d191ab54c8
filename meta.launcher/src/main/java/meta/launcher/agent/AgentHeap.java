package meta.launcher.agent;

/**
 * The Java heap of the agent. A call with thousands of kernel objects makes the heap large, and the agent's garbage collector shrinks the heap only
 * in a full collection. Thread-safe.
 */
final class AgentHeap {
    /** The size in bytes that the heap does not exceed after calls of common size. */
    private static final long LARGE = 20L << 20;

    private long limit = LARGE;

    /** Returns memory to the node if the heap has become large. A full collection stops all threads; therefore, no call should run. */
    synchronized void shrink() {
        if (Runtime.getRuntime().totalMemory() > limit) {
            System.gc();
            limit = Math.max(LARGE, Runtime.getRuntime().totalMemory() * 3 / 2);
        }
    }
}
