package meta.launcher.agent;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import meta.netlink.unix.ThreadScheduling;

/** Threads of one priority, which run work in the agent's network namespace. Thread-safe. */
final class WorkThreads implements AutoCloseable {
    /** How long an idle thread waits for work. Starting a thread takes about a tenth of the time of a call. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final AgentNamespace home;
    private final int nice;
    private final ThreadPoolExecutor threads;

    /** @param nice the nice value of the threads, 0 to 19 */
    WorkThreads(AgentNamespace home, int nice, int maxThreads) {
        this.home = home;
        this.nice = nice;
        this.threads = new ThreadPoolExecutor(
                0, maxThreads, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), this::unstarted);
    }

    /** {@return a thread for work in the agent's network namespace} The kernel starts a thread in the namespace of the thread that starts it. */
    private Thread unstarted(Runnable work) {
        return Thread.ofPlatform().daemon().name("client").unstarted(() -> {
            if (nice > 0) {
                ThreadScheduling.lowerPriority(nice); // if the kernel refuses, the thread has the default priority
            }
            home.awaitThread();
            work.run();
        });
    }

    /** {@return whether a thread runs the work; false if none is free} */
    boolean run(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) { // the error reports that no thread could be created
            return false;
        }
    }

    /** Accepts no more work. Work that runs continues. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
