package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.ApiVersion;
import meta.spi.PlanningException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what a third party has written so that the caller goes on, whatever that does.
 *
 * @param origin the jar that it is of, for whoever reads what went wrong; empty where the reader knows
 * @param limit how long it may take; a thread that takes longer is left behind, interrupted
 */
public record Watchdog(String origin, Duration limit) {
    /** The limit where the configuration gives no other. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public static Watchdog withDefaultTimeout(String origin) {
        return new Watchdog(origin, DEFAULT_TIMEOUT);
    }

    /**
     * {@return what the work returns}
     *
     * @param loader the class loader that libraries of the third party may look into
     * @throws PlanningException where it throws anything, returns null, or does not return in time
     * @throws OutOfMemoryError where it finds no memory
     */
    public <T> T run(ClassLoader loader, Supplier<T> work) {
        Attempt<T> attempt = new Attempt<>(work);
        Thread thread = new Thread(attempt, "guarded");
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        if (!ended(thread)) {
            StackTraceElement[] stack = thread.getStackTrace();
            thread.interrupt();
            throw failure("did not return within " + limit.toMillis() + " ms" + at(stack, "; it is"));
        }
        if (attempt.outOfMemory
                != null) { // not the third party's alone: other calls of this process find no memory either
            throw new OutOfMemoryError(origin + ": " + attempt.outOfMemory.getMessage());
        }
        T result = attempt.result;
        if (result == null) {
            throw failure(attempt.failure);
        }
        return result;
    }

    private boolean ended(Thread thread) {
        try {
            return thread.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was given up, since the call was interrupted");
        }
    }

    private PlanningException failure(String text) {
        return new PlanningException(origin.isEmpty() ? text : text + " (of " + origin + ")");
    }

    private static String because(@Nullable Throwable cause) {
        return cause == null ? "" : " because of " + cause;
    }

    private static String at(StackTraceElement[] stack, String before) {
        return stack.length == 0 ? "" : before + " at " + stack[0];
    }

    private static final class Attempt<T> implements Runnable {
        private final Supplier<T> work;
        private @Nullable T result;
        private String failure = "returned nothing";
        private @Nullable OutOfMemoryError outOfMemory;

        Attempt(Supplier<T> work) {
            this.work = work;
        }

        @Override
        @SuppressWarnings("CatchingUnchecked") // an Error of a third party is not ours to die of
        public void run() {
            try {
                result = work.get();
            } catch (OutOfMemoryError e) {
                outOfMemory = e;
            } catch (Throwable thrown) {
                failure = described(thrown);
            }
        }

        @SuppressWarnings("CatchingUnchecked") // as above: its text is of a third party, too
        private static String described(Throwable thrown) {
            try {
                return text(thrown);
            } catch (Throwable unspeakable) {
                return "threw " + thrown.getClass().getName();
            }
        }

        private static String text(Throwable thrown) {
            return switch (thrown) {
                case PlanningException planning -> String.valueOf(planning.getMessage());
                case LinkageError missing ->
                    "was built for another version of meta.spi than " + ApiVersion.CURRENT
                            + ", or needs what is not there: " + missing + because(missing.getCause());
                default -> "threw " + thrown + because(thrown.getCause()) + at(thrown.getStackTrace(), "");
            };
        }
    }
}
