package meta.core.call;

/** Thrown by {@link EffectRun#perform} after a rollback of effects. The message is the reason of the failure. */
final class EffectsFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final String effect;
    private final String rollback;

    /**
     * Creates the exception for an effect and the step that has planned it.
     *
     * @param effect the description of the effect, such as {@code effect webhook: POST http://10.0.0.1/pods}
     * @param rollback the result of the rollback, such as {@code 1 of 2 effects undone, left behind: ...}
     */
    EffectsFailedException(String step, String effect, String reason, String rollback) {
        super(reason);
        this.step = step;
        this.effect = effect;
        this.rollback = rollback;
    }

    String step() {
        return step;
    }

    String effect() {
        return effect;
    }

    String rollback() {
        return rollback;
    }
}
