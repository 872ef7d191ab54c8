package meta.netlink.message;

/**
 * Thrown if bytes from the kernel are not a valid rtnetlink message. The text of the exception names the struct or attribute, and gives the found and
 * the expected length or value.
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
