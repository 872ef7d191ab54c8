package meta.spi;

/** A step or a plugin type cannot plan for the pod. The message tells the user the cause and, if there is one, the remedy. */
public final class PlanningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception whose message is one sentence without a full stop. */
    public PlanningException(String message) {
        super(message);
    }
}
