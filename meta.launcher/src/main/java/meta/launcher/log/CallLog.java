package meta.launcher.log;

import java.io.PrintStream;
import meta.launcher.defaults.NodeDefaults;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The log of a call. Log4j2's loggers write to the log that their thread has opened; a thread that is started while it is open writes to the same
 * log. Without an open log, events are discarded.
 *
 * <p>The file is opened when the first line is written. If it cannot be written, one line on standard error reports that, and no exception is thrown.
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
     * {@return an open log, which the same thread must close} A log that this thread has opened before gets no more events of this thread.
     *
     * @param settings with level {@code OFF}, all events are discarded
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

    /** {@return an id of eight hexadecimal digits} Two calls can have the same id. */
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
