package meta.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;

/**
 * Keeps account of the threads that run third-party code. They are in one thread group, and so are, by default, the platform threads that
 * they start.
 *
 * <p>If a thread of the group or of a {@code ForkJoinPool} calls {@code System.exit}, the CNI calls must continue. A shutdown hook then
 * delays the exit until {@code Runtime.halt} ends the process, and the third-party code counts as failed.
 */
public final class ThirdPartyThreads {
    private static final ThreadGroup GROUP = new ThreadGroup("third-party");
    private static final Set<GuardedRun<?>> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Queue<Abandoned> ABANDONED = new ConcurrentLinkedQueue<>();

    private static final Duration POLL = Duration.ofMillis(5);

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(ThirdPartyThreads::delayExit, "third-party exit"));
        } catch (IllegalStateException e) {
            LogManager.getLogger(ThirdPartyThreads.class).debug("the process ends: {}", e.getMessage());
        }
    }

    private record Abandoned(Thread thread, long since, String origin) {}

    private ThirdPartyThreads() {}

    /** {@return a new daemon thread for third-party code, not started} */
    static Thread create(Runnable code, ClassLoader loader) {
        Thread thread = new Thread(GROUP, code, "third-party");
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }

    static void add(GuardedRun<?> run) {
        RUNNING.add(run);
    }

    static void remove(GuardedRun<?> run) {
        RUNNING.remove(run);
    }

    /** Interrupts the thread of a run whose result is no longer needed. */
    static void abandon(GuardedRun<?> run) {
        RUNNING.remove(run);
        ABANDONED.add(new Abandoned(run.thread(), System.nanoTime(), run.origin()));
        run.thread().interrupt();
    }

    /**
     * {@return a text about a thread that was interrupted and has not ended; empty if there is none}
     *
     * @param grace the least time since the interrupt of the thread
     */
    public static Optional<String> unfinished(Duration grace) {
        ABANDONED.removeIf(abandoned -> !abandoned.thread().isAlive());
        for (Abandoned abandoned : ABANDONED) {
            if (System.nanoTime() - abandoned.since() >= grace.toNanos()) {
                StackTraceElement[] stack = abandoned.thread().getStackTrace();
                String place = stack.length == 0 ? "" : ", at " + stack[0];
                return Optional.of(abandoned.origin() + ": its code does not end" + place);
            }
        }
        return Optional.empty();
    }

    /** {@return whether a third-party thread has called {@code System.exit}} If so, the process must be ended by {@code Runtime.halt}. */
    public static boolean areExiting() {
        return !exitingThreads().isEmpty();
    }

    private static List<Thread> exitingThreads() {
        List<Thread> exiting = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            if (isThirdParty(each.getKey()) && isInExit(each.getValue())) {
                exiting.add(each.getKey());
            }
        }
        return exiting;
    }

    /**
     * {@return whether the thread is in the group of third-party threads, or in a {@code ForkJoinPool}, which our own code does not use}
     */
    private static boolean isThirdParty(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return thread instanceof ForkJoinWorkerThread || (group != null && GROUP.parentOf(group));
    }

    private static boolean isInExit(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().equals("java.lang.Runtime")
                    && frame.getMethodName().equals("exit")) {
                return true;
            }
        }
        return false;
    }

    private static void delayExit() {
        Set<Thread> known = new HashSet<>();
        List<Thread> exiting = exitingThreads();
        while (!exiting.isEmpty()) {
            exiting.stream().filter(known::add).forEach(ThirdPartyThreads::failCodeOf);
            LockSupport.parkNanos(POLL.toNanos()); // code of another jar may call System.exit, too
            exiting = exitingThreads();
        }
    }

    /** If the thread is not that of a run, it is unknown which code has started it, and all runs fail. */
    private static void failCodeOf(Thread exiting) {
        List<GuardedRun<?>> all = List.copyOf(RUNNING);
        List<GuardedRun<?>> ofThread =
                all.stream().filter(run -> run.thread().equals(exiting)).toList();
        for (GuardedRun<?> run : ofThread.isEmpty() ? all : ofThread) {
            run.exitCalled(exiting);
        }
    }
}
