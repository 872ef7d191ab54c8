package meta.core.plugin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import meta.core.cni.TextShortener;
import meta.spi.ApiVersion;
import meta.spi.PlanningException;
import org.jspecify.annotations.Nullable;

/** One run of third-party code on a separate thread. */
public final class GuardedRun<T> {
    private static final int MAX_CAUSES = 3;

    private final String origin;
    private final Duration timeout;
    private final Thread thread;
    private final long start = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Outcome<T> outcome = new Outcome<>(null, "returned null", null);
    private volatile boolean hasExited;
    private boolean timedOut;

    /**
     * How the code has ended.
     *
     * @param result null after a failure
     * @param failure ignored if another component is not null
     */
    private record Outcome<T>(
            @Nullable T result, String failure, @Nullable OutOfMemoryError outOfMemory) {
        static <T> Outcome<T> failed(String failure) {
            return new Outcome<>(null, failure, null);
        }
    }

    private GuardedRun(String origin, Duration timeout, ClassLoader loader, Supplier<T> code) {
        this.origin = origin;
        this.timeout = timeout;
        thread = ThirdPartyThreads.create(() -> run(code), loader);
    }

    /**
     * {@return a started run}
     *
     * @throws OutOfMemoryError if no thread can be started
     */
    static <T> GuardedRun<T> start(String origin, Duration timeout, ClassLoader loader, Supplier<T> code) {
        GuardedRun<T> run = new GuardedRun<>(origin, timeout, loader, code);
        ThirdPartyThreads.add(run);
        try {
            run.thread.start();
        } catch (OutOfMemoryError e) {
            ThirdPartyThreads.remove(run);
            throw e;
        }
        return run;
    }

    @SuppressWarnings("CatchingUnchecked") // an Error of third-party code must not end the process
    private void run(Supplier<T> code) {
        Outcome<T> reached;
        try {
            reached = new Outcome<>(code.get(), "returned null", null);
        } catch (Throwable thrown) {
            OutOfMemoryError error = outOfMemory(thrown);
            reached = error == null ? Outcome.failed(describe(thrown)) : new Outcome<>(null, "", error);
        }
        end(reached);
    }

    /** Sets the outcome, unless the run has already ended. */
    private synchronized void end(Outcome<T> reached) {
        if (ended.getCount() > 0) {
            outcome = reached;
            ThirdPartyThreads.remove(this);
            ended.countDown();
        }
    }

    /** A {@code ServiceLoader} wraps the errors of constructors, so that the causes must be searched. */
    @SuppressWarnings("CatchingUnchecked") // getCause() may be third-party code, too
    private static @Nullable OutOfMemoryError outOfMemory(Throwable thrown) {
        try {
            Throwable at = thrown;
            for (int i = 0; i < MAX_CAUSES && at != null; i++) {
                if (at instanceof OutOfMemoryError error) {
                    return error;
                }
                at = at.getCause();
            }
            return null;
        } catch (Throwable ofCause) {
            return null;
        }
    }

    Thread thread() {
        return thread;
    }

    String origin() {
        return origin;
    }

    /**
     * Makes the run fail, unless it has already ended.
     *
     * @param exiting the thread that has called {@code System.exit}; not always the thread of this run
     */
    void exitCalled(Thread exiting) {
        hasExited = exiting.equals(thread);
        end(Outcome.failed("has called System.exit"));
    }

    /** {@return whether the code has called {@code System.exit} on the thread of this run} */
    public boolean hasExited() {
        return hasExited;
    }

    /** {@return whether {@link #result} has waited until the timeout} */
    public boolean isTimedOut() {
        return timedOut;
    }

    /**
     * Waits for the end of the code.
     *
     * @param time the longest wait, counted from the start of the code
     * @return whether the code has ended; false also if the calling thread is interrupted, and its interrupt status stays set
     */
    public boolean hasEndedAfter(Duration time) {
        try {
            return ended.await(time.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Waits until the code has ended or has reached its timeout. Does not interrupt the code.
     *
     * @return false if the calling thread is interrupted, and its interrupt status stays set
     */
    public boolean isAwaited() {
        return hasEndedAfter(timeout) || !Thread.currentThread().isInterrupted();
    }

    /**
     * {@return the result of the code} Interrupts the code at the timeout, which counts from the start of the code, or if the calling
     * thread is interrupted.
     *
     * @throws OutOfMemoryError if the code throws one, also as one of the first two causes of another exception
     * @throws PlanningException if the code throws anything else, returns null, exceeds the timeout or may have called {@code System.exit};
     *     or if the calling thread is interrupted, and its interrupt status stays set
     */
    public T result() {
        return result("");
    }

    /** {@return the same as {@link #result()}} The messages of the exceptions end with the origin. */
    T resultOfOrigin() {
        return result(" (of " + origin + ")");
    }

    private T result(String place) {
        if (!hasEnded(place)) {
            timedOut = true;
            StackTraceElement[] stack = thread.getStackTrace();
            ThirdPartyThreads.abandon(this);
            throw failure("did not return within " + timeout.toMillis() + " ms" + top(stack, "; it is"), place);
        }
        Outcome<T> reached = outcome;
        // not a PlanningException, because a lack of memory concerns all calls of this process
        if (reached.outOfMemory() != null) {
            throw new OutOfMemoryError(
                    TextShortener.line(String.valueOf(reached.outOfMemory().getMessage())) + place);
        }
        T result = reached.result();
        if (result == null) {
            throw failure(reached.failure(), place);
        }
        return result;
    }

    private boolean hasEnded(String place) {
        try {
            long left = timeout.toNanos() - (System.nanoTime() - start);
            return ended.await(left, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ThirdPartyThreads.abandon(this);
            throw failure("was abandoned, because the call was interrupted", place);
        }
    }

    /**
     * {@return whether the code's thread ends within this time} An interrupt of the calling thread ends the wait, and its interrupt status
     * stays set.
     */
    boolean endsWithin(Duration time) {
        try {
            return thread.join(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static PlanningException failure(String text, String place) {
        return new PlanningException(TextShortener.line(text) + place);
    }

    private static String because(@Nullable Throwable cause) {
        StringBuilder text = new StringBuilder();
        Throwable at = cause;
        for (int i = 0; i < MAX_CAUSES && at != null; i++) {
            text.append(" because of ").append(at);
            at = at.getCause();
        }
        return text.toString();
    }

    private static String top(StackTraceElement[] stack, String before) {
        return stack.length == 0 ? "" : before + " at " + stack[0];
    }

    @SuppressWarnings("CatchingUnchecked") // getMessage() may be third-party code that throws an Error
    private static String describe(Throwable thrown) {
        try {
            return text(thrown);
        } catch (Throwable ofMessage) {
            return "threw " + thrown.getClass().getName();
        }
    }

    private static String text(Throwable thrown) {
        return switch (thrown) {
            case PlanningException planning -> String.valueOf(planning.getMessage());
            case WrappedHandlerException failure when failure.getCause() != null -> text(failure.getCause());
            case ExceptionInInitializerError failed -> "threw " + failed + because(failed.getCause());
            case LinkageError missing ->
                "was built for another version of meta.spi than " + ApiVersion.CURRENT + ", or a class is missing: "
                        + missing + because(missing.getCause());
            default -> "threw " + thrown + because(thrown.getCause()) + top(thrown.getStackTrace(), "");
        };
    }
}
