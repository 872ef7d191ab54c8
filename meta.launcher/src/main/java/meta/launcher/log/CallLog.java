package meta.launcher.log;

import java.io.PrintStream;
import meta.launcher.defaults.NodeDefaults;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The log of a call. Every Log4j2 logger writes to the log that the calling thread has opened. A thread that is started while the log is
 * open writes to the same log.
 *
 * <p>The file is opened when the first line is written. If the file cannot be written, one line on standard error reports that. Neither
 * loggers nor methods of this class throw an exception. Events are discarded if no log is open.
 */
public final class CallLog implements AutoCloseable {
    private static final CallLog SILENT = new CallLog(Level.OFF, IdentityFields.of(), IdentityFields.of(), null);

    /** The multiplier of Fibonacci hashing (Knuth, The Art of Computer Programming 6.4), which spreads the bits of the clock over an id. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private static final ThreadLocal<@Nullable CallLog> CURRENT = new InheritableThreadLocal<>();

    private final Level level;
    private final IdentityFields full;
    private final IdentityFields brief;
    private final @Nullable SharedFileAppender appender;
    private volatile boolean begun;
    private volatile boolean closed;

    private CallLog(Level level, IdentityFields full, IdentityFields brief, @Nullable SharedFileAppender appender) {
        this.level = level;
        this.full = full;
        this.brief = brief;
        this.appender = appender;
    }

    /**
     * {@return an open log, to which the loggers of this thread write until the log is closed} The same thread must close the log. A log that
     * this thread has opened before is replaced: it gets no more events of this thread, also after the new log is closed.
     *
     * @param settings level, file and rotation; with level {@code OFF}, all events are discarded
     * @param identity the fields that identify the call
     * @param defaults the settings of the node, with the folders in which root allows logs
     * @param stderr receives a line if the file cannot be written
     * @param timing when the lines are written
     */
    public static CallLog open(
            LogSettings settings,
            CallIdentity identity,
            NodeDefaults defaults,
            PrintStream stderr,
            LogWriteSchedule timing) {
        CallLog opened = SILENT;
        if (!settings.level().equals(Level.OFF)) {
            String call = id();
            SharedFileAppender appender = SharedFileAppender.start(settings, defaults, stderr, timing);
            opened = new CallLog(settings.level(), identity.full(call), identity.brief(call), appender);
        }
        CURRENT.set(opened);
        return opened;
    }

    /**
     * {@return the id of a call: eight hexadecimal digits that depend on the nanosecond of its start} Two calls can have the same id by
     * chance.
     */
    private static String id() {
        String digits = Integer.toHexString((int) ((System.nanoTime() * SPREAD) >>> Integer.SIZE));
        return "0".repeat(8 - digits.length()) + digits;
    }

    static CallLog current() {
        CallLog opened = CURRENT.get();
        return opened == null || opened.closed ? SILENT : opened;
    }

    Level level() {
        return level;
    }

    boolean accepts(Level eventLevel) {
        return level.intLevel() >= eventLevel.intLevel();
    }

    void write(String logger, Level eventLevel, @Nullable Marker marker, Message message, @Nullable Throwable thrown) {
        if (appender != null) {
            IdentityFields identity = begun ? brief : full;
            begun = true;
            appender.append(new CallEvent(logger, eventLevel, marker, message, thrown, identity));
        }
    }

    /** Closes the file, at the time that the {@link LogWriteSchedule} determines. Later events of all threads are discarded. */
    @Override
    public void close() {
        CURRENT.remove();
        if (appender != null) {
            closed = true; // for threads that have inherited this log
            appender.stop();
        }
    }
}
