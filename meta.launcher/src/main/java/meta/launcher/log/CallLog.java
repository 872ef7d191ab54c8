package meta.launcher.log;

import java.io.PrintStream;
import meta.launcher.defaults.NodeDefaults;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The log of a call. Log4j2's loggers write an event to the log that is open on the thread of the event. A log is open on the thread that
 * has called {@link #open}. By default, a thread inherits the open log of the thread that creates it. The log is closed on all these
 * threads at the same time. On a thread without an open log, events are discarded.
 *
 * <p>The log file is opened when the first line is written. If the file cannot be opened or written, standard error receives one line for the first
 * error, and no exception is thrown.
 */
public final class CallLog implements AutoCloseable {
    private static final CallLog SILENT = new CallLog(Level.OFF, IdentityFields.of(), IdentityFields.of(), null);

    /**
     * The multiplier of Fibonacci hashing (Knuth, The Art of Computer Programming 6.4). It spreads the changing bits of the clock over all digits of
     * an id.
     */
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
     * {@return a log that is open on this thread, and that this thread must close} If this thread already has an open log, that log gets no more
     * events of this thread.
     *
     * @param settings the level, the file and its limits. With the level {@code OFF}, all events are discarded
     * @param defaults the node's settings, which list folders in which any file may be a log
     * @param stderr receives a line if the log file cannot be written, or if the node's settings are invalid
     * @param timing determines when the lines are written to the file
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

    /** {@return an id of eight hexadecimal digits} The id is not unique: two calls can have the same id. */
    private static String id() {
        String digits = Integer.toHexString((int) ((System.nanoTime() * SPREAD) >>> Integer.SIZE));
        return "0".repeat(8 - digits.length()) + digits;
    }

    /** {@return the log that is open on this thread; if there is none, a log that discards all events} */
    static CallLog current() {
        CallLog opened = CURRENT.get();
        return opened == null || opened.closed ? SILENT : opened;
    }

    Level level() {
        return level;
    }

    /** {@return whether events of this level are written} */
    boolean accepts(Level eventLevel) {
        return level.intLevel() >= eventLevel.intLevel();
    }

    /**
     * Writes an event as a line. The first line of the log has all fields of the call's identity; later lines have only a few. The caller must check
     * the event's level with {@link #accepts} before. Does nothing if the level of the log is {@code OFF}.
     */
    void write(String logger, Level eventLevel, @Nullable Marker marker, Message message, @Nullable Throwable thrown) {
        if (appender != null) {
            IdentityFields identity = begun ? brief : full;
            begun = true;
            appender.append(new CallLogEvent(logger, eventLevel, marker, message, thrown, identity));
        }
    }

    /**
     * Ends the log. Later events of this thread, and of the threads that write to the same log, are discarded. The {@link LogWriteSchedule}
     * determines when the file is closed. Throws no exception.
     */
    @Override
    public void close() {
        CURRENT.remove();
        if (appender != null) {
            closed = true; // for the other threads on which this log is open
            appender.stop();
        }
    }
}
