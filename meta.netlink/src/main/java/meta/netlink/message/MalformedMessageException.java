package meta.netlink.message;

/**
 * Bytes that are no rtnetlink message.
 *
 * <p>Its text names the struct or attribute, the length found and what was expected. The kernel does not send such bytes; seeing this
 * means a kernel whose attribute has changed its shape, or a fault of ours.
 */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedMessageException(String message) {
        super(message);
    }

    public MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
