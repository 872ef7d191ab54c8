package meta.launcher.log;

import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/** A text in which each {@code {}} stands for the next parameter; a throwable that is left over is the event's. */
final class BracesMessage implements Message {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final @Nullable Throwable thrown;

    BracesMessage(String pattern, @Nullable Object[] parameters) {
        StringBuilder filled = new StringBuilder(pattern.length() + 16 * parameters.length);
        int used = 0;
        int from = 0;
        for (int at = pattern.indexOf("{}"); at >= 0 && used < parameters.length; at = pattern.indexOf("{}", from)) {
            filled.append(pattern, from, at).append(parameters[used++]);
            from = at + 2;
        }
        text = filled.append(pattern, from, pattern.length()).toString();
        thrown = used < parameters.length && parameters[parameters.length - 1] instanceof Throwable last ? last : null;
    }

    @Override
    public String getFormattedMessage() {
        return text;
    }

    @Override
    public Object @Nullable [] getParameters() {
        return null;
    }

    @Override
    public @Nullable Throwable getThrowable() {
        return thrown;
    }
}
