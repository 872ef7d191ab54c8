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
    private static final CallLog SILENT = new CallLog(Level.OFF, IdentityFields.of(), IdentityFields.of(), null);

    /** An odd number without a pattern: it spreads the clock's bits over the digits of an id (Knuth, The Art of Computer Programming 6.4). */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private static final ThreadLocal<@Nullable CallLog> CURRENT = new InheritableThreadLocal<>();

    private final Level level;
    private final IdentityFields whole;
    private final IdentityFields brief;
    private final @Nullable SharedFileAppender appender;
    private volatile boolean begun;
    private volatile boolean closed;

    private CallLog(Level level, IdentityFields whole, IdentityFields brief, @Nullable SharedFileAppender appender) {
        this.level = level;
        this.whole = whole;
        this.brief = brief;
        this.appender = appender;
    }

    /**
     * Makes this call's log the one that loggers write to, until it is closed.
     *
     * @param stderr where a file that cannot be written is complained about
     */
    public static CallLog open(LogSettings settings, CallIdentity identity, PrintStream stderr) {
        CallLog opened = SILENT;
        if (!settings.level().equals(Level.OFF)) {
            String call = id();
            SharedFileAppender appender = SharedFileAppender.of(settings, stderr);
            opened = new CallLog(settings.level(), identity.whole(call), identity.brief(call), appender);
        }
        CURRENT.set(opened);
        return opened;
    }

    /** {@return eight hexadecimal digits that are another call's only by chance: calls of one pod never begin in the same nanosecond} */
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

    boolean takes(Level eventLevel) {
        return level.intLevel() >= eventLevel.intLevel();
    }

    void write(String logger, Level eventLevel, @Nullable Marker marker, Message message, @Nullable Throwable thrown) {
        if (appender != null) {
            IdentityFields identity = begun ? brief : whole;
            begun = true;
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
