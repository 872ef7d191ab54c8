package meta.spi;

/**
 * A step or a plugin type cannot plan for the pod. The message tells the user the cause and, if there is one, the remedy.
 *
 * <p>The framework throws this exception too, if the code of a third party fails, exceeds its time limit or returns an invalid answer.
 */
public final class PlanningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message the cause and the remedy if there is one, as one sentence without a full stop
     */
    public PlanningException(String message) {
        super(message);
    }
}
