package meta.core.plugin;

/**
 * Thrown if the handler of an effect throws an exception. The message contains the reason.
 *
 * <p>For a third party's handler, also thrown if the handler throws an {@link Error}, may have called {@code System.exit} or exceeds its
 * time limit, or if the calling thread is interrupted. For such a handler, the message contains the {@linkplain Origin.ThirdParty#place
 * origin}.
 *
 * <p>If a handler runs out of memory, an {@link OutOfMemoryError} is thrown instead.
 */
public final class EffectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean running;

    EffectException(String message, boolean running) {
        super(message);
        this.running = running;
    }

    /**
     * {@return whether a third party's handler exceeded its time limit, and was not seen to end after its interruption} A handler may still
     * be running although the result is false.
     */
    public boolean isRunning() {
        return running;
    }
}
