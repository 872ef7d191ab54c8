package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.core.config.Declarations;
import meta.spi.ApiVersion;
import meta.spi.PlanningException;
import org.jspecify.annotations.Nullable;

/**
 * Runs third-party code on a thread of its own, for a limited time. Whatever the code does, the caller gets a result or a
 * {@link PlanningException}.
 *
 * @param origin the jar of the code, which error texts name; empty if the caller names it
 * @param timeout the longest time that the code may take; a thread that takes longer is interrupted and abandoned
 */
public record Watchdog(String origin, Duration timeout) {
    /** The timeout if the configuration sets none. */
    public static final Duration DEFAULT_TIMEOUT = Declarations.DEFAULT_STEP_TIME_LIMIT;

    /** {@return a watchdog with the default timeout} */
    public static Watchdog withDefaultTimeout(String origin) {
        return new Watchdog(origin, DEFAULT_TIMEOUT);
    }

    /**
     * {@return the result of the code}
     *
     * @param loader the context class loader of the thread
     * @throws PlanningException if the code throws anything, returns null, or exceeds the timeout, or if the calling thread is interrupted
     * @throws OutOfMemoryError if the code finds no memory
     */
    public <T> T run(ClassLoader loader, Supplier<T> code) {
        Run<T> run = new Run<>(code);
        Thread thread = new Thread(run, "third-party");
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        if (!hasEnded(thread)) {
            StackTraceElement[] stack = thread.getStackTrace();
            thread.interrupt();
            throw failure("did not return within " + timeout.toMillis() + " ms" + top(stack, "; it is"));
        }
        if (run.outOfMemory != null) { // concerns all calls of this process, not this code alone
            throw new OutOfMemoryError(origin + ": " + run.outOfMemory.getMessage());
        }
        T result = run.result;
        if (result == null) {
            throw failure(run.failure);
        }
        return result;
    }

    private boolean hasEnded(Thread thread) {
        try {
            return thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was abandoned, because the call was interrupted");
        }
    }

    private PlanningException failure(String text) {
        return new PlanningException(origin.isEmpty() ? text : text + " (of " + origin + ")");
    }

    private static String because(@Nullable Throwable cause) {
        return cause == null ? "" : " because of " + cause;
    }

    /** {@return the top of the stack; empty if the stack is empty} */
    private static String top(StackTraceElement[] stack, String before) {
        return stack.length == 0 ? "" : before + " at " + stack[0];
    }

    /** The code on its thread. Its fields are read after the thread has ended. */
    private static final class Run<T> implements Runnable {
        private final Supplier<T> code;
        private @Nullable T result;
        private String failure = "returned null";
        private @Nullable OutOfMemoryError outOfMemory;

        Run(Supplier<T> code) {
            this.code = code;
        }

        @Override
        @SuppressWarnings("CatchingUnchecked") // an Error of third-party code must not end the process
        public void run() {
            try {
                result = code.get();
            } catch (OutOfMemoryError e) {
                outOfMemory = e;
            } catch (Throwable thrown) {
                failure = describe(thrown);
            }
        }

        @SuppressWarnings("CatchingUnchecked") // getMessage() may be third-party code, too
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
                case LinkageError missing ->
                    "was built for another version of meta.spi than " + ApiVersion.CURRENT + ", or a class is missing: "
                            + missing + because(missing.getCause());
                default -> "threw " + thrown + because(thrown.getCause()) + top(thrown.getStackTrace(), "");
            };
        }
    }
}
