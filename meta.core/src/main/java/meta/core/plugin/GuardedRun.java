package meta.core.plugin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import meta.core.cni.BoundedText;
import meta.spi.ApiVersion;
import meta.spi.PlanningException;
import org.jspecify.annotations.Nullable;

/** Third-party code that runs on a separate thread, see {@link Watchdog}. */
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
     * The end of the code.
     *
     * @param failure meaningless if there is a result or an error
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

    private void end(Outcome<T> reached) {
        outcome = reached;
        ThirdPartyThreads.remove(this);
        ended.countDown();
    }

    /** {@return the lack of memory among an exception and its causes} A {@code ServiceLoader} wraps errors of constructors. */
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
     * Ends the run with a failure: a thread of third-party code is in {@code System.exit}, which never returns.
     *
     * @param exiting the thread in {@code System.exit}; may be a thread that the code of any jar has started
     */
    void exitCalled(Thread exiting) {
        hasExited = exiting.equals(thread);
        end(Outcome.failed("has called System.exit"));
    }

    /** {@return whether the code has called {@code System.exit} on its thread} */
    public boolean hasExited() {
        return hasExited;
    }

    /** {@return whether {@link #result} has waited until the timeout} */
    public boolean isTimedOut() {
        return timedOut;
    }

    /**
     * {@return whether the code ends in this time} Returns false and keeps the interrupt if the calling thread is interrupted.
     *
     * @param time the longest wait, measured from the start of the code
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
     * {@return the result of the code} At the timeout, interrupts and abandons the code.
     *
     * @throws PlanningException as for {@link Watchdog#run}; the message does not contain the origin
     */
    public T result() {
        return result("");
    }

    /** {@return the result as {@link #result()} does, with the origin in the messages of exceptions} */
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
        // no PlanningException: a lack of memory concerns all calls of this process
        if (reached.outOfMemory() != null) {
            throw new OutOfMemoryError(
                    BoundedText.line(String.valueOf(reached.outOfMemory().getMessage())) + place);
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

    /** {@return whether the thread ends within this time} Returns false and keeps the interrupt if the calling thread is interrupted. */
    boolean endsWithin(Duration time) {
        try {
            return thread.join(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static PlanningException failure(String text, String place) {
        return new PlanningException(BoundedText.line(text) + place);
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
            case HandlerFailure failure when failure.getCause() != null -> text(failure.getCause());
            case ExceptionInInitializerError failed -> "threw " + failed + because(failed.getCause());
            case LinkageError missing ->
                "was built for another version of meta.spi than " + ApiVersion.CURRENT + ", or a class is missing: "
                        + missing + because(missing.getCause());
            default -> "threw " + thrown + because(thrown.getCause()) + top(thrown.getStackTrace(), "");
        };
    }
}
