package meta.launcher.log;

import java.nio.file.Path;
import java.util.concurrent.Executor;

/** Determines when the lines of a log are written to its file. Each line has the time of its event. */
@FunctionalInterface
public interface LogWriteSchedule {
    /** Writes each line at its event. */
    LogWriteSchedule AT_ONCE = _ -> Runnable::run;

    /**
     * {@return an executor for the accesses to a log file, which it runs in the order in which it gets them} Several threads may use the executor.
     */
    Executor of(Path file);
}
