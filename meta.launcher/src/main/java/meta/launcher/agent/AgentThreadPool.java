package meta.launcher.agent;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import meta.netlink.unix.ThreadScheduling;

/** A pool of threads that run work in the agent's network namespace. Thread-safe. */
final class AgentThreadPool implements AutoCloseable {
    /** How long an idle thread waits for work before it ends. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final AgentNamespace home;
    private final int nice;
    private final ThreadPoolExecutor threads;

    /** @param nice the nice value of the threads, 1 to 19; 0 for that of their creators */
    AgentThreadPool(AgentNamespace home, int nice, int maxThreads) {
        this.home = home;
        this.nice = nice;
        this.threads = new ThreadPoolExecutor(
                0, maxThreads, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), this::unstarted);
    }

    /**
     * {@return a thread that moves to the agent's network namespace and then runs the work} The thread begins in the namespace of its
     * creator, which can be a pod's.
     */
    private Thread unstarted(Runnable work) {
        return Thread.ofPlatform().daemon().name("client").unstarted(() -> {
            if (nice > 0) {
                ThreadScheduling.lowerPriority(nice); // if the kernel refuses, the thread keeps its priority
            }
            home.awaitThread();
            work.run();
        });
    }

    /**
     * Runs work on a thread of the pool.
     *
     * @param work the work, which must end in the agent's network namespace ({@link AgentNamespace#awaitThread})
     * @return false if the work does not run: all threads are occupied, no further thread can be created, or this pool is closed
     */
    boolean run(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) { // OutOfMemoryError: no thread could be created
            return false;
        }
    }

    /** Accepts no more work. Does not wait for work that has begun. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
