package meta.core.plugin;

/**
 * Thrown if the handler of an effect fails or exceeds its time limit. The message contains the reason. If the handler is a third party's, the message
 * also contains the jar.
 */
public final class EffectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean running;

    EffectException(String message, boolean running) {
        super(message);
        this.running = running;
    }

    /** {@return whether the handler still ran one second after it was interrupted at its time limit; always false for a handler of the image} */
    public boolean isRunning() {
        return running;
    }
}
