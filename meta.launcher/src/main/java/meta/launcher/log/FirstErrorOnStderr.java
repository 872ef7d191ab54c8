package meta.launcher.log;

import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.core.ErrorHandler;
import org.apache.logging.log4j.core.LogEvent;
import org.jspecify.annotations.Nullable;

/** Says once what is wrong with the log file, where the runtime will find it; a pod never fails for its log. */
final class FirstErrorOnStderr implements ErrorHandler {
    private final Path path;
    private final PrintStream stderr;
    private final AtomicBoolean said = new AtomicBoolean();

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
        if (!said.getAndSet(true)) {
            StringBuilder line = new StringBuilder("log file ");
            LineText.appendText(line.append(path).append(": ").append(what).append(": "), reason(cause));
            stderr.println(line);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> "no reason is known";
            // its message is just the path; what happened is in the name of the class, as in AccessDeniedException
            case FileSystemException e
            when e.getReason() == null -> e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getFile();
            default -> String.valueOf(cause.getMessage());
        };
    }
}
