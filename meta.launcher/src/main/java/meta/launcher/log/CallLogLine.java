package meta.launcher.log;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.AbstractLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.jspecify.annotations.Nullable;

/** A log event of a call. Log4j2's own event class is not used, because it would read property files. */
final class CallLogLine extends AbstractLogEvent {
    private static final long serialVersionUID = 1L;

    private final long timeMillis = System.currentTimeMillis();
    private final String logger;
    private final Level level;
    private final @Nullable Marker marker;
    private final Message message;
    private final @Nullable Throwable thrown;
    private final IdentityFields identity;

    CallLogLine(
            String logger,
            Level level,
            @Nullable Marker marker,
            Message message,
            @Nullable Throwable thrown,
            IdentityFields identity) {
        this.logger = logger;
        this.level = level;
        this.marker = marker;
        this.message = message;
        this.thrown = thrown;
        this.identity = identity;
    }

    @Override
    public long getTimeMillis() {
        return timeMillis;
    }

    @Override
    public String getLoggerName() {
        return logger;
    }

    @Override
    public Level getLevel() {
        return level;
    }

    @Override
    public @Nullable Marker getMarker() {
        return marker;
    }

    @Override
    public Message getMessage() {
        return message;
    }

    @Override
    public @Nullable Throwable getThrown() {
        return thrown;
    }

    @Override
    public ReadOnlyStringMap getContextData() {
        return identity;
    }
}
