package meta.launcher.log;

import org.apache.logging.log4j.message.AbstractMessageFactory;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A log message whose text is a pattern in which each {@code {}} is replaced by the next parameter, if there is one. If the last parameter
 * is a throwable without a {@code {}}, it becomes the throwable of the log event.
 *
 * <p>Log4j2's own class for such messages is not used, because its first message in a JVM is slow.
 */
final class BracesMessage implements Message {
    static final Factory FACTORY = new Factory();

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

    static final class Factory extends AbstractMessageFactory {
        private static final long serialVersionUID = 1L;

        private Factory() {}

        @Override
        public Message newMessage(@Nullable String message, @Nullable Object... parameters) {
            return new BracesMessage(String.valueOf(message), parameters);
        }
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
