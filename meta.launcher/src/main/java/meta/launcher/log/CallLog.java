package meta.launcher.log;

import java.io.PrintStream;
import meta.launcher.defaults.NodeDefaults;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The log of a call. A log event is written to the log that is open on the thread of the event. The log is open on the thread that has
 * called {@link #open} and, by default, on threads that this thread creates later. Other events are discarded.
 *
 * <p>The log file is opened when the first line is written. The first error of the file is printed on standard error; errors of the file
 * are not thrown.
 */
public final class CallLog implements AutoCloseable {
    private static final CallLog SILENT = new CallLog(Level.OFF, IdentityFields.of(), IdentityFields.of(), null);

    /**
     * The multiplier of Fibonacci hashing (Knuth, The Art of Computer Programming 6.4), which spreads the changing bits of the clock over
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
     * {@return a log that is open on this thread, and that this thread must close} A log that was open on this thread gets no more events
     * of this thread.
     *
     * @param defaults the node's settings
     * @param stderr receives a line if the log file cannot be written, or if the node's list of log folders is needed but cannot be used
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

    /** {@return an id of eight hexadecimal digits, which need not be unique} */
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

    /** {@return whether an event of this level is severe enough for this log} */
    boolean accepts(Level eventLevel) {
        return level.intLevel() >= eventLevel.intLevel();
    }

    /** Writes an event as a line, whatever its level is. Does nothing if the level of the log is {@code OFF}. */
    void write(String logger, Level eventLevel, @Nullable Marker marker, Message message, @Nullable Throwable thrown) {
        if (appender != null) {
            IdentityFields identity = begun ? brief : full;
            begun = true;
            appender.append(new CallLogLine(logger, eventLevel, marker, message, thrown, identity));
        }
    }

    /** Ends the log. Later events are discarded on the threads on which it is open. The file may be closed later. */
    @Override
    public void close() {
        CURRENT.remove();
        if (appender != null) {
            closed = true; // for the other threads on which this log is open
            appender.stop();
        }
    }
}
