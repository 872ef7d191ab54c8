package meta.launcher.log;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.MessageFactory;
import org.apache.logging.log4j.spi.AbstractLogger;
import org.jspecify.annotations.Nullable;

/** A logger that writes to the {@link CallLog} that is open on the current thread, with the level of that log. Markers have no effect. */
final class CallLogger extends AbstractLogger {
    private static final long serialVersionUID = 1L;

    CallLogger(String name, MessageFactory messageFactory) {
        super(name, messageFactory);
    }

    @Override
    public void logMessage(
            String fqcn, Level level, @Nullable Marker marker, Message message, @Nullable Throwable thrown) {
        CallLog.current().write(getName(), level, marker, message, thrown);
    }

    @Override
    public Level getLevel() {
        return CallLog.current().level();
    }

    private static boolean isOn(Level level) {
        return CallLog.current().accepts(level);
    }

    @Override
    public boolean isEnabled(
            Level level, @Nullable Marker marker, @Nullable Message message, @Nullable Throwable thrown) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level, @Nullable Marker marker, @Nullable CharSequence message, @Nullable Throwable thrown) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level, @Nullable Marker marker, @Nullable Object message, @Nullable Throwable thrown) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level, @Nullable Marker marker, @Nullable String message, @Nullable Throwable thrown) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(Level level, @Nullable Marker marker, @Nullable String message) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(Level level, @Nullable Marker marker, @Nullable String message, @Nullable Object... p) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(Level level, @Nullable Marker marker, @Nullable String message, @Nullable Object p0) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level, @Nullable Marker marker, @Nullable String message, @Nullable Object p0, @Nullable Object p1) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object p0,
            @Nullable Object p1,
            @Nullable Object p2) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object p0,
            @Nullable Object p1,
            @Nullable Object p2,
            @Nullable Object p3) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object p0,
            @Nullable Object p1,
            @Nullable Object p2,
            @Nullable Object p3,
            @Nullable Object p4) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object p0,
            @Nullable Object p1,
            @Nullable Object p2,
            @Nullable Object p3,
            @Nullable Object p4,
            @Nullable Object p5) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object p0,
            @Nullable Object p1,
            @Nullable Object p2,
            @Nullable Object p3,
            @Nullable Object p4,
            @Nullable Object p5,
            @Nullable Object p6) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object p0,
            @Nullable Object p1,
            @Nullable Object p2,
            @Nullable Object p3,
            @Nullable Object p4,
            @Nullable Object p5,
            @Nullable Object p6,
            @Nullable Object p7) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object p0,
            @Nullable Object p1,
            @Nullable Object p2,
            @Nullable Object p3,
            @Nullable Object p4,
            @Nullable Object p5,
            @Nullable Object p6,
            @Nullable Object p7,
            @Nullable Object p8) {
        return isOn(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object p0,
            @Nullable Object p1,
            @Nullable Object p2,
            @Nullable Object p3,
            @Nullable Object p4,
            @Nullable Object p5,
            @Nullable Object p6,
            @Nullable Object p7,
            @Nullable Object p8,
            @Nullable Object p9) {
        return isOn(level);
    }
}
