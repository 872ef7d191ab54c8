package meta.launcher.log;

import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.core.ErrorHandler;
import org.apache.logging.log4j.core.LogEvent;
import org.jspecify.annotations.Nullable;

/** Prints the first error in writing the log of a call on standard error. Later errors are discarded. */
final class FirstErrorOnStderr implements ErrorHandler {
    private final Path path;
    private final PrintStream stderr;
    private final AtomicBoolean reported = new AtomicBoolean();

    FirstErrorOnStderr(Path path, PrintStream stderr) {
        this.path = path;
        this.stderr = stderr;
    }

    @Override
    public void error(String what) {
        error(what, null);
    }

    @Override
    public void error(String what, @Nullable LogEvent event, @Nullable Throwable cause) {
        error(what, cause);
    }

    @Override
    public void error(String what, @Nullable Throwable cause) {
        if (!reported.getAndSet(true)) {
            StringBuilder line = new StringBuilder("log file ");
            LineText.appendText(line.append(path).append(": ").append(what).append(": "), reason(cause));
            stderr.println(line);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> "unknown reason";
            // without a reason, the message is only the path; the class name shows the error, such as AccessDenied
            case FileSystemException e
            when e.getReason() == null -> e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getFile();
            default -> String.valueOf(cause.getMessage());
        };
    }
}
