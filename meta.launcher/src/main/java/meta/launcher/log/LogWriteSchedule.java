package meta.launcher.log;

import java.nio.file.Path;
import java.util.concurrent.Executor;

/**
 * Determines when the lines of a log are written to its file. A line is formatted at its event, so that it has the time of the event even
 * if it is written later.
 */
@FunctionalInterface
public interface LogWriteSchedule {
    /** Writes each line at its event. */
    LogWriteSchedule AT_ONCE = _ -> Runnable::run;

    /**
     * {@return an executor that runs the accesses to a log file, in the order in which the executor gets them: each write, and then the closing}
     * Called once for each log. Several threads may use the executor.
     */
    Executor of(Path file);
}
