package meta.spi;

/**
 * Thrown if a step or plugin type cannot plan for a pod. The message becomes a part of the error of the CNI call; in a DEL, a part of a
 * warning. It states the cause and, if possible, the remedy.
 */
public final class PlanningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message one sentence without a full stop, such as {@code no device net1 in the pod}
     */
    public PlanningException(String message) {
        super(message);
    }
}
