package meta.spi;

/** A step cannot plan for the pod. The message tells the user the cause and the remedy. */
public final class PlanningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message the cause and the remedy, as one sentence without a full stop
     */
    public PlanningException(String message) {
        super(message);
    }
}
