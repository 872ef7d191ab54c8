package meta.launcher.log;

import java.nio.file.Path;
import java.util.concurrent.Executor;

/** Determines when, and on which thread, lines are written to a log file. */
@FunctionalInterface
public interface LogWriteSchedule {
    /** Writes each line at once, on the thread that logs the line. */
    LogWriteSchedule AT_ONCE = _ -> Runnable::run;

    /**
     * {@return an executor for writing the lines of a log file and closing it} It must run the accesses of one log in the order in which it
     * gets them. Several threads may use it at the same time.
     *
     * @param file the absolute path of the log file
     */
    Executor of(Path file);
}
