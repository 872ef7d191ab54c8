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
 * The threads of third-party code in this process. They are in one thread group with the threads that they start.
 *
 * <p>If a thread calls {@code System.exit}, the calls of the process must not end: a shutdown hook delays the exit until the process halts, and the
 * code counts as failed.
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
     * {@return a text with the origin of a thread that still runs after its interrupt; empty if there is none}
     *
     * @param grace the time that a thread has to end after the interrupt
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

    /** {@return whether third-party code is in {@code System.exit}} */
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

    /** {@return whether third-party code may have started the thread} Our own code does not use the common pool. */
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

    /** A shutdown hook that never returns if third-party code has started the shutdown. */
    private static void delayExit() {
        Set<Thread> known = new HashSet<>();
        List<Thread> exiting = exitingThreads();
        while (!exiting.isEmpty()) {
            exiting.stream().filter(known::add).forEach(ThirdPartyThreads::failCodeOf);
            LockSupport.parkNanos(POLL.toNanos()); // the code of another jar may also call System.exit
            exiting = exitingThreads();
        }
    }

    /** Makes the run on this thread fail, or all runs if the code of an unknown run has started the thread. */
    private static void failCodeOf(Thread exiting) {
        List<GuardedRun<?>> all = List.copyOf(RUNNING);
        List<GuardedRun<?>> ofThread =
                all.stream().filter(run -> run.thread().equals(exiting)).toList();
        for (GuardedRun<?> run : ofThread.isEmpty() ? all : ofThread) {
            run.exitCalled(exiting);
        }
    }
}
