package meta.launcher.log;

import org.apache.logging.log4j.message.AbstractMessageFactory;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Messages with {@code {}} for their parameters. Log4j2's own factory knows dates, arrays and maps too, and pays for that knowledge at
 * its first message (5 ms of a cold start).
 */
final class BracesMessageFactory extends AbstractMessageFactory {
    static final BracesMessageFactory INSTANCE = new BracesMessageFactory();

    private static final long serialVersionUID = 1L;

    private BracesMessageFactory() {}

    @Override
    public Message newMessage(@Nullable String message, @Nullable Object... parameters) {
        return new BracesMessage(String.valueOf(message), parameters);
    }
}
