package meta.launcher.log;

import java.io.PrintStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a call go: every Log4j2 logger writes to the one that its thread has opened, or the thread that has started it.
 *
 * <p>Opening one touches no file; the first event does. A file that cannot be written costs one line on standard error and nothing else: no
 * method here, and no logger, ever throws for it. Events logged while none is open are dropped.
 */
public final class CallLog implements AutoCloseable {
    private static final CallLog SILENT = new CallLog(Level.OFF, IdentityFields.of(), null);

    private static final ThreadLocal<@Nullable CallLog> CURRENT = new InheritableThreadLocal<>();

    private final Level level;
    private final IdentityFields identity;
    private final @Nullable LockedFileAppender appender;
    private volatile boolean closed;

    private CallLog(Level level, IdentityFields identity, @Nullable LockedFileAppender appender) {
        this.level = level;
        this.identity = identity;
        this.appender = appender;
    }

    /**
     * Makes this call's log the one that loggers write to, until it is closed.
     *
     * @param stderr where a file that cannot be written is complained about
     */
    public static CallLog open(LogSettings settings, CallIdentity identity, PrintStream stderr) {
        CallLog opened = settings.level().equals(Level.OFF)
                ? SILENT
                : new CallLog(settings.level(), identity.fields(), LockedFileAppender.of(settings, stderr));
        CURRENT.set(opened);
        return opened;
    }

    static CallLog current() {
        CallLog opened = CURRENT.get();
        return opened == null || opened.closed ? SILENT : opened;
    }

    Level level() {
        return level;
    }

    boolean takes(Level eventLevel) {
        return level.intLevel() >= eventLevel.intLevel();
    }

    void write(String logger, Level eventLevel, @Nullable Marker marker, Message message, @Nullable Throwable thrown) {
        if (appender != null) {
            appender.append(new CallEvent(logger, eventLevel, marker, message, thrown, identity));
        }
    }

    /** Closes the file; what is logged afterwards is dropped. */
    @Override
    public void close() {
        CURRENT.remove();
        if (appender != null) {
            closed = true; // for the threads that have inherited it
            appender.stop();
        }
    }
}
