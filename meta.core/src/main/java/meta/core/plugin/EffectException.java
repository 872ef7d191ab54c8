package meta.core.plugin;

/**
 * Thrown if the handler of an effect fails. The message contains the reason.
 *
 * <p>A third party's handler also fails if it exceeds its time limit, or if the call is interrupted. For such a handler, the message also
 * contains its {@linkplain Origin.ThirdParty#place origin}, such as the path of its jar. The time limit is not enforced for a handler of
 * the image.
 *
 * <p>If a handler runs out of memory, an {@link OutOfMemoryError} is thrown instead. Any other {@link Error} of a handler of the image is
 * also thrown instead.
 */
public final class EffectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean running;

    EffectException(String message, boolean running) {
        super(message);
        this.running = running;
    }

    /**
     * {@return whether the handler was still running one second after it was interrupted at its time limit, or when the calling thread was
     * interrupted during that second} Always false for a handler of the image. Also false if the calling thread was interrupted before the
     * time limit, although the handler may then still be running.
     */
    public boolean isRunning() {
        return running;
    }
}
