package meta.netlink.message;

/**
 * The bytes are not an rtnetlink message.
 *
 * <p>Its text names the struct or attribute, the length found and what was expected. It indicates a kernel
 * with a different attribute layout, or a defect of this module.
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
