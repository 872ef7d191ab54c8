package meta.core.plugin;

/** Thrown if the handler of an effect fails. The message contains the reason and, for a third party, the jar of the handler. */
public final class EffectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean running;

    EffectException(String message, boolean running) {
        super(message);
        this.running = running;
    }

    /** {@return whether the handler still runs after its time limit and interrupt} */
    public boolean isRunning() {
        return running;
    }
}
