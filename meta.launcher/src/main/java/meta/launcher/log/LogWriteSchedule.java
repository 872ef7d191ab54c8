package meta.launcher.log;

import java.nio.file.Path;
import java.util.concurrent.Executor;

/** Determines when, and on which thread, the lines of a log are written to the log file. */
@FunctionalInterface
public interface LogWriteSchedule {
    /** Writes each line at once, on the thread that logs the line. */
    LogWriteSchedule AT_ONCE = _ -> Runnable::run;

    /**
     * {@return an executor for the accesses to a log file: writing a line, and closing the file} The executor must run the accesses of one
     * log in the order in which it gets them. Several threads may use the executor at the same time.
     *
     * @param file the absolute path of the log file
     */
    Executor of(Path file);
}
