package meta.launcher.log;

import java.nio.file.Path;
import java.util.concurrent.Executor;

/** When the lines of a log are written to its file. They are complete, with the time of their event, before that. */
@FunctionalInterface
public interface LogTiming {
    /** Each line is written at its event. */
    LogTiming AT_ONCE = _ -> Runnable::run;

    /** {@return what runs each access to a log file, in the order in which it gets them} */
    Executor of(Path file);
}
