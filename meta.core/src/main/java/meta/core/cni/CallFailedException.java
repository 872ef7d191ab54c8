package meta.core.cni;

/** Thrown if a CNI call cannot continue. The exception message consists of the message and the details of the failure. */
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

    public Failure failure() {
        return failure;
    }
}
