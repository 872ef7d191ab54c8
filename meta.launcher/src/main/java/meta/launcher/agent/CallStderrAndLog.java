package meta.launcher.agent;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import meta.launcher.log.LogWriteSchedule;

/**
 * Collects the standard error of a call in the agent, and decides when the call's log is written. Writes to one of the
 * {@link DeferredLogFiles} wait until the answer was sent, unless there are more than {@value #MOST} writes. Thread-safe.
 */
final class CallStderrAndLog implements LogWriteSchedule {
    /** The maximum number of waiting writes. A further write carries out all of them, and later writes do not wait. */
    private static final int MOST = 64;

    private final DeferredLogFiles logs;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PrintStream stderr = new PrintStream(errors, true, StandardCharsets.UTF_8);
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Optional<Path> log = Optional.empty();
    private boolean late;

    CallStderrAndLog(DeferredLogFiles logs) {
        this.logs = logs;
    }

    PrintStream stderr() {
        return stderr;
    }

    /** {@return the standard error of the call until now} */
    String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized Executor of(Path file) {
        log = Optional.of(file);
        late = logs.contains(file);
        return this::access;
    }

    private synchronized void access(Runnable work) {
        if (late && waiting.size() < MOST) {
            waiting.add(work);
        } else {
            writeWaiting();
            work.run();
        }
    }

    private void writeWaiting() {
        late = false;
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    /**
     * Carries out the waiting writes, and updates the {@link DeferredLogFiles}. Must be called after the answer was sent, even if the call
     * or the sending has failed.
     *
     * @param journal receives the standard error of these writes
     */
    synchronized void writeLog(PrintStream journal) {
        int before = errors.size();
        writeWaiting();
        if (errors.size() > before) {
            journal.print(new String(errors.toByteArray(), before, errors.size() - before, StandardCharsets.UTF_8));
        }
        boolean isWritten = errors.size() == 0;
        log.ifPresent(isWritten ? logs::add : logs::remove);
    }
}
