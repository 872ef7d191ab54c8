package meta.launcher.agent;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import meta.netlink.unix.ThreadScheduling;

/** Threads of one priority, which run work in the agent's network namespace. Thread-safe. */
final class WorkThreads implements AutoCloseable {
    /** How long an idle thread is kept, because starting a thread takes about a tenth of the time of a call. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final AgentNamespace home;
    private final int nice;
    private final ThreadPoolExecutor threads;

    /**
     * Creates a pool that has no threads yet.
     *
     * @param home the agent's network namespace
     * @param nice the nice value of the threads, 0 (the default) to 19 (the lowest priority)
     * @param maxThreads the maximum number of threads
     */
    WorkThreads(AgentNamespace home, int nice, int maxThreads) {
        this.home = home;
        this.nice = nice;
        this.threads = new ThreadPoolExecutor(
                0, maxThreads, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), this::unstarted);
    }

    /** {@return a thread that runs work only in the agent's network namespace, because a thread starts in the namespace of its creator} */
    private Thread unstarted(Runnable work) {
        return Thread.ofPlatform().daemon().name("client").unstarted(() -> {
            if (nice > 0) {
                ThreadScheduling.lowerPriority(nice); // if the kernel refuses, the thread has the default priority
            }
            home.awaitThread();
            work.run();
        });
    }

    /** {@return whether a thread was free; if so, that thread runs the work, and this method does not wait for its end} */
    boolean run(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) { // the error reports that no thread could be created
            return false;
        }
    }

    /** Accepts no more work, and does not wait. Work that runs continues. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
