package meta.netlink.netns;

/**
 * The calling thread is in another network namespace than it believes, and cannot be brought back: it must do nothing more, and end. Its
 * text names the namespace that it should be in.
 */
public final class StrandedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StrandedException(String message) {
        super(message);
    }
}
