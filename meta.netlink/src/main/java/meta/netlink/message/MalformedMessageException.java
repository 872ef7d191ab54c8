package meta.netlink.message;

/**
 * Thrown if bytes from the kernel are not a valid rtnetlink message.
 *
 * <p>The message gives the struct or attribute, the length found and what was expected. The cause is a kernel with a different attribute
 * layout, or a defect of this module.
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
