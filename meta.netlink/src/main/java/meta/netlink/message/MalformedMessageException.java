package meta.netlink.message;

/**
 * Thrown if bytes from the kernel are not a valid rtnetlink message.
 *
 * <p>The exception's message names the struct or attribute and gives the found and the expected length or value. The reason is a kernel with a
 * different attribute layout, or a defect of this module.
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
