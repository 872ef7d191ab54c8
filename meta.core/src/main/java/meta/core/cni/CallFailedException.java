package meta.core.cni;

/**
 * Thrown if a call cannot continue. {@code meta.core.call} answers the runtime with the failure. A command that runs a part of a call, such as
 * {@code metactl plan}, catches the exception and prints the failure.
 */
public final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public CallFailedException(Failure failure) {
        super(failure.message() + ": " + failure.details());
        this.failure = failure;
    }

    public CallFailedException(Failure failure, Throwable cause) {
        super(failure.message() + ": " + failure.details(), cause);
        this.failure = failure;
    }

    /** {@return the failure to report} */
    public Failure failure() {
        return failure;
    }
}
