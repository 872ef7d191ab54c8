package meta.spi;

/** A step cannot say what should be there; the message tells the user what is in the way and what to do about it. */
public final class PlanningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlanningException(String message) {
        super(message);
    }
}
