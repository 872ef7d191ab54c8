package meta.launcher.log;

import java.nio.file.Path;
import java.util.concurrent.Executor;

/** Determines when the lines of a log are written to its file. */
@FunctionalInterface
public interface LogWriteSchedule {
    LogWriteSchedule AT_ONCE = _ -> Runnable::run;

    /** {@return an executor that runs accesses to a log file in the order in which it gets them} Several threads may use the executor. */
    Executor of(Path file);
}
