package meta.launcher.log;

import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import meta.launcher.defaults.NodeDefaults;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/**
 * An appender for a {@link LogFile}. The first error in writing is printed on standard error; later ones are discarded.
 *
 * <p>Log4j2's own rolling appender is not used, because it loses lines if two processes rotate the file at the same time.
 */
final class SharedFileAppender extends AbstractAppender {
    private final LineLayout layout;
    private final LogFile file;
    private final Executor access;

    private SharedFileAppender(LineLayout layout, LogFile file, Executor access) {
        super("call", null, layout, true, Property.EMPTY_ARRAY);
        this.layout = layout;
        this.file = file;
        this.access = access;
    }

    /** {@return a started appender, which the caller must {@linkplain #stop stop}} */
    static SharedFileAppender start(
            LogSettings settings, NodeDefaults defaults, PrintStream stderr, LogWriteSchedule timing) {
        LogFile file = new LogFile(
                settings.file(), settings.limits(), InstantSource.system(), new LogFolderPolicy(defaults, stderr));
        SharedFileAppender appender = new SharedFileAppender(new LineLayout(), file, timing.of(settings.file()));
        appender.setHandler(new FirstErrorOnStderr(settings.file(), stderr));
        appender.start();
        return appender;
    }

    @Override
    public void append(LogEvent event) {
        byte[] line = layout.toByteArray(event);
        access.execute(() -> write(line, event));
    }

    private void write(byte[] line, LogEvent event) {
        try {
            file.append(line);
        } catch (IOException | RuntimeException e) { // a defect in this program must not make the call fail
            error("not written", event, e);
        }
    }

    @Override
    public boolean stop(long timeout, TimeUnit unit) {
        setStopping();
        access.execute(file::close);
        setStopped();
        return true;
    }
}
